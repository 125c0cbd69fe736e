package org.bequest.server.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bequest.ca.names.HostLikeName;
import org.bequest.ca.names.NameRule;
import org.bequest.server.names.Known.Use;
import org.bequest.server.names.Pieces.Piece;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * {@code CN=${user}}, {@code dns:${otp.name}.plant7.example}: a kind that no fact chooses, and a
 * text in which each fact stands for itself.
 *
 * @param kind with the sign that ends it
 */
record PatternTemplate(String text, String kind, Pieces value, List<Use> uses) implements Template {
  PatternTemplate {
    uses = List.copyOf(uses);
  }

  /**
   * @throws IllegalArgumentException with one clause that says what is wrong
   */
  static PatternTemplate parse(String text) {
    int end = text.indexOf(text.indexOf('=') >= 0 && isAttribute(text) ? '=' : ':');
    String kind = text.substring(0, end + 1);
    if (kind.contains("${")) {
      throw new IllegalArgumentException("lets a fact choose the kind of name");
    }
    Pieces value = Pieces.parse(text.substring(kind.length()));
    List<Use> uses = uses(kind, value);
    Map<String, String> samples = new HashMap<>();
    uses.forEach(u -> samples.put(u.key(), u.place().sample()));
    NameRule.parse(kind + value.filled(samples));
    return new PatternTemplate(text, kind, value, uses);
  }

  private static boolean isAttribute(String text) {
    int colon = text.indexOf(':');
    return colon < 0 || text.indexOf('=') < colon;
  }

  private static List<Use> uses(String kind, Pieces value) {
    List<Use> uses = new ArrayList<>();
    String before = "";
    for (Piece piece : value.all()) {
      switch (piece) {
        case Piece.Literal(String literal) -> before += literal;
        case Piece.Fact(String key) -> {
          uses.add(new Use(key, place(kind, before, value.isOneFact())));
          before += "x";
        }
      }
    }
    return uses;
  }

  /**
   * @param alone whether the fact is the whole name
   */
  private static Place place(String kind, String before, boolean alone) {
    return switch (kind) {
      case "dns:", "wildcard:" -> alone ? Place.DNS_NAME : Place.DNS_LABEL;
      case "ip:" -> Place.ADDRESS;
      case "uri:" -> alone ? Place.URI : inUri(before);
      case "email:", "upn:" -> alone ? Place.MAILBOX : Place.MAILBOX_PART;
      case "registered-id:", "other:" -> Place.OBJECT_IDENTIFIER;
      case "hardware-module:" -> before.contains("/") ? Place.HEXADECIMAL : Place.OBJECT_IDENTIFIER;
      default -> Place.ATTRIBUTE;
    };
  }

  /** Between the two slashes and the third stands a host. */
  private static Place inUri(String before) {
    int authority = before.indexOf("://");
    return authority >= 0 && before.indexOf('/', authority + 3) < 0
        ? Place.DNS_LABEL
        : Place.URI_PART;
  }

  @Override
  public Firing fire(Known known) {
    return switch (known.values(uses)) {
      case Known.Values.Missing(String why) -> new Firing.Silent(why);
      case Known.Values.Usable(var combinations) ->
          new Firing.Fired(
              combinations.stream().map(value::filled).map(v -> rule(v, known)).toList());
    };
  }

  private Rule rule(String filled, Known known) {
    boolean host =
        !uses.isEmpty() && !known.vetted(value.keys()) && isCommonName() && HostLikeName.is(filled);
    return new Rule(kind + filled, host ? List.of(filled) : List.of());
  }

  private boolean isCommonName() {
    String type = kind.substring(0, kind.length() - 1).strip();
    return kind.endsWith("=") && BCStyle.INSTANCE.attrNameToOID(type).equals(BCStyle.CN);
  }
}
