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
 * @param details one {@code key=value} a line, sorted by key; backslash, line ends and, in a key,
 *     the equals sign are escaped as in Java
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
    var text = new StringBuilder();
    new TreeMap<>(details)
        .forEach((key, value) ->
            text.append(escape(key).replace("=", "\\75"))
                .append('=')
                .append(escape(value))
                .append('\n'));
    return text.toString();
  }

  private static String escape(String part) {
    return part.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static Map<String, String> parseLines(String text) {
    var details = new LinkedHashMap<String, String>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals >= 0) {
        details.put(unescape(line.substring(0, equals)), unescape(line.substring(equals + 1)));
      }
    }
    return details;
  }

  /** What we did not write is shown as it lies there. */
  private static String unescape(String part) {
    try {
      return part.translateEscapes();
    } catch (IllegalArgumentException e) {
      return part;
    }
  }
}
