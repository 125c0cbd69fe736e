package org.bequest.cli.inspect;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * The outline of an encoding as a text, to tell types apart: {@code Q(Q(QN)B)} is a SEQUENCE of a
 * SEQUENCE and a BIT STRING. Three levels deep, eight elements wide; a plus stands for more.
 *
 * <pre>
 * F BOOLEAN   I INTEGER   B BIT STRING   O OCTET STRING   N NULL   i OBJECT IDENTIFIER
 * E ENUMERATED   T a time   U a string   Q(..) SEQUENCE   S(..) SET   0..9 a context tag
 * </pre>
 *
 * @param text empty for what is not ASN.1
 */
record Shape(String text) {
  static final Shape NONE = new Shape("");

  private static final int DEEPEST = 3;
  private static final int WIDEST = 8;
  private static final int CONTEXT = 0x80;
  private static final int CLASS = 0xc0;
  private static final int NUMBER = 0x1f;

  /** Of an encoding that was checked as a whole. */
  static Shape of(Encoded encoded) {
    StringBuilder text = new StringBuilder();
    try {
      write(encoded, 1, text);
      return new Shape(text.toString());
    } catch (MalformedException _) {
      return NONE;
    }
  }

  /**
   * @param pattern a regular expression over the whole of the text
   */
  boolean matches(String pattern) {
    return text.matches(pattern);
  }

  private static void write(Encoded encoded, int depth, StringBuilder text)
      throws MalformedException {
    int identifier = encoded.identifier();
    text.append(letter(identifier));
    if ((identifier != Encoded.SEQUENCE && identifier != Encoded.SET) || depth == DEEPEST) {
      return;
    }
    text.append('(');
    List<Encoded> children = encoded.children();
    for (Encoded child : children.subList(0, Math.min(WIDEST, children.size()))) {
      write(child, depth + 1, text);
    }
    text.append(children.size() > WIDEST ? "+)" : ")");
  }

  private static char letter(int identifier) {
    if ((identifier & CLASS) == CONTEXT) {
      return (char) ('0' + Math.min(identifier & NUMBER, 9));
    }
    return switch (identifier & NUMBER) {
      case 1 -> 'F';
      case 2 -> 'I';
      case 3 -> 'B';
      case 4 -> 'O';
      case 5 -> 'N';
      case 6 -> 'i';
      case 10 -> 'E';
      case 16 -> 'Q';
      case 17 -> 'S';
      case 23, 24 -> 'T';
      case 12, 18, 19, 20, 22, 26, 28, 30 -> 'U';
      default -> '?';
    };
  }
}
