package org.bequest.cli.inspect.tree;

import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;

/** Values of one line, as people read them. */
final class Scalar {
  /** The longest digest. */
  private static final int WHOLE = 64;

  private static final int HEAD = 16;

  private Scalar() {}

  /** Empty for what takes several lines. */
  static Optional<String> text(Value value) {
    return Optional.ofNullable(
        switch (value) {
          case Value.Fields fields -> fields.fields().isEmpty() ? "(empty)" : null;
          case Value.Elements elements -> elements.elements().isEmpty() ? "(none)" : null;
          case Value.Text text -> visible(text.text());
          case Value.Numeral number -> number.number().toString();
          case Value.Flag flag -> flag.flag() ? "TRUE" : "FALSE";
          case Value.Binary binary -> octets(binary.octets().bytes());
          case Value.Digested digested ->
              "(%,d octets, SHA-256 %s)".formatted(digested.length(), digested.sha256());
          case Value.Identifier id ->
              id.name().isEmpty() ? id.oid() : id.name() + " (" + id.oid() + ")";
          case Value.Time time -> DateTimeFormatter.ISO_INSTANT.format(time.time());
          case Value.Hidden hidden ->
              hidden.octets() < 0 ? "(not shown)" : "(" + hidden.octets() + " octets, not shown)";
        });
  }

  private static String octets(byte[] octets) {
    if (octets.length == 0) {
      return "(0 octets)";
    }
    HexFormat hex = HexFormat.of();
    return octets.length <= WHOLE
        ? hex.formatHex(octets)
        : "%s… (%,d octets)".formatted(hex.formatHex(octets, 0, HEAD), octets.length);
  }

  /** What controls a terminal, or changes the order of its characters, is written by its number. */
  static String visible(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.UNASSIGNED ->
                safe.append("\\u{%x}".formatted(c));
            default -> safe.appendCodePoint(c);
          }
        });
    return safe.toString();
  }
}
