package org.bequest.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bequest.store.AuditEntry;

/**
 * An audit entry as it lies in its row, which is also what is hashed.
 *
 * @param at microseconds since 1970
 * @param details one {@code key=value} a line, sorted by key; backslash, line feed and, in a key,
 *     the equals sign have a backslash before them
 */
record AuditLine(
    long number,
    long at,
    String action,
    String actor,
    String subject,
    String outcome,
    String details) {
  static AuditLine of(long number, AuditEntry entry) {
    return new AuditLine(
        number,
        Columns.micros(entry.at()),
        Columns.text(entry.action()),
        Columns.text(entry.actor()),
        Columns.text(entry.subject()),
        Columns.text(entry.outcome()),
        Columns.text(lines(entry.details())));
  }

  /** Reads the columns number, at, action, actor, subject, outcome, details. */
  static AuditLine read(ResultSet row) throws SQLException {
    return new AuditLine(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }

  AuditEntry entry() {
    return new AuditEntry(
        Columns.instant(at), action, actor, subject, outcome, parseLines(details));
  }

  private static String lines(Map<String, String> details) {
    if (details.isEmpty()) {
      return "";
    }
    var text = new StringBuilder();
    new TreeMap<>(details)
        .forEach((key, value) -> {
          escape(key, true, text).append('=');
          escape(value, false, text).append('\n');
        });
    return text.toString();
  }

  private static StringBuilder escape(String part, boolean key, StringBuilder to) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '\\' || c == '\n' || (key && c == '=')) {
        to.append('\\');
      }
      to.append(c);
    }
    return to;
  }

  private static Map<String, String> parseLines(String text) {
    var details = new LinkedHashMap<String, String>();
    var part = new StringBuilder();
    String key = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == '=' && key == null) {
        key = take(part);
      } else if (c == '\n') {
        details.put(key == null ? "" : key, take(part));
        key = null;
      } else {
        part.append(c);
      }
    }
    return details;
  }

  private static String take(StringBuilder part) {
    String taken = part.toString();
    part.setLength(0);
    return taken;
  }
}
