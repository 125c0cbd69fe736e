package org.bequest.cli.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bequest.formats.MalformedException;

/** Why something cannot be read, with its path and its offset as far as its reader knew them. */
record Fault(MalformedException cause) {
  private static final Pattern PATH = Pattern.compile(" at (/\\S*)");

  static String text(MalformedException cause) {
    return new Fault(cause).text();
  }

  String text() {
    String message = String.valueOf(cause.getMessage());
    return cause.offset().isPresent()
        ? message + ", at octet " + cause.offset().getAsInt()
        : message;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fault", String.valueOf(cause.getMessage()));
    Matcher path = PATH.matcher(String.valueOf(cause.getMessage()));
    if (path.find()) {
      fields.put("path", path.group(1));
    }
    cause.offset().ifPresent(offset -> fields.put("offset", offset));
    return fields;
  }
}
