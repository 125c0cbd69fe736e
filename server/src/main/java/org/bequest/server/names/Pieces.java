package org.bequest.server.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text with facts in it: {@code dev-${otp.name}} is {@code dev-} and the fact otp.name. */
record Pieces(List<Piece> all) {
  private static final Pattern FACT = Pattern.compile("\\$\\{([^}]*)}");

  /** A part of the text. */
  sealed interface Piece {
    record Literal(String text) implements Piece {}

    record Fact(String key) implements Piece {}
  }

  Pieces {
    all = List.copyOf(all);
  }

  /**
   * @throws IllegalArgumentException when a brace is not closed, or a name is none of a fact
   */
  static Pieces parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = FACT.matcher(text);
    int end = 0;
    while (matcher.find()) {
      literal(text.substring(end, matcher.start()), pieces);
      pieces.add(new Piece.Fact(FactNames.checked(matcher.group(1))));
      end = matcher.end();
    }
    literal(text.substring(end), pieces);
    return new Pieces(pieces);
  }

  private static void literal(String text, List<Piece> pieces) {
    if (text.contains("${")) {
      throw new IllegalArgumentException("has ${ without the } that belongs to it");
    }
    if (!text.isEmpty()) {
      pieces.add(new Piece.Literal(text));
    }
  }

  /** The names of its facts. */
  List<String> keys() {
    return all.stream()
        .filter(Piece.Fact.class::isInstance)
        .map(p -> ((Piece.Fact) p).key())
        .distinct()
        .toList();
  }

  /** Whether it is a single fact and nothing else. */
  boolean isOneFact() {
    return all.size() == 1 && all.getFirst() instanceof Piece.Fact;
  }

  /** With these values for its facts. */
  String filled(Map<String, String> values) {
    return all.stream()
        .map(piece ->
            switch (piece) {
              case Piece.Literal(String text) -> text;
              case Piece.Fact(String key) -> values.get(key);
            })
        .collect(Collectors.joining());
  }
}
