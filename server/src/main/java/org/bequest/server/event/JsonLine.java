package org.bequest.server.event;

/** Writes one JSON object on one line, without reflection and without a tree. */
final class JsonLine {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder(512).append('{');

  JsonLine put(String key, String value) {
    key(key).append('"');
    for (int i = 0; i < value.length(); i++) {
      escape(value.charAt(i));
    }
    text.append('"');
    return this;
  }

  JsonLine putIfPresent(String key, String value) {
    return value.isEmpty() ? this : put(key, value);
  }

  JsonLine put(String key, long value) {
    key(key).append(value);
    return this;
  }

  /** Thousandths, as a decimal fraction. */
  JsonLine putThousandths(String key, long value) {
    key(key).append(value / 1000).append('.');
    long rest = value % 1000;
    text.append(rest < 100 ? "0" : "").append(rest < 10 ? "0" : "").append(rest);
    return this;
  }

  String end() {
    return text.append('}').toString();
  }

  private StringBuilder key(String key) {
    return text.append(text.length() == 1 ? "\"" : ",\"").append(key).append("\":");
  }

  /** Everything outside printable ASCII is escaped, so that no line can be forged in any viewer. */
  private void escape(char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c >= ' ' && c < 0x7f) {
      text.append(c);
    } else {
      text.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        text.append(HEX.charAt((c >> shift) & 0xf));
      }
    }
  }
}
