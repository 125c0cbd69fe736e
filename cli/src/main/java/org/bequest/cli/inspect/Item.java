package org.bequest.cli.inspect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;

/**
 * One object of a file, out of its wrapping.
 *
 * @param label of its PEM block; else empty
 * @param shape of its ASN.1; else {@link Shape#NONE}
 * @param strictness why it is BER and not DER; empty when it is DER, or no ASN.1
 */
record Item(byte[] octets, Form form, String label, Shape shape, Optional<String> strictness) {
  /** What is held in memory at once. */
  static final Limits LIMITS = new Limits(16 << 20, 64, 1_000_000);

  /** How the octets stood in the file. */
  enum Form {
    BINARY,
    PEM,
    BASE64,
    TEXT
  }

  /** XML or JSON. */
  static Item text(byte[] octets) {
    return new Item(octets, Form.TEXT, "", Shape.NONE, Optional.empty());
  }

  /**
   * @throws MalformedException when it is no ASN.1
   */
  static Item asn1(byte[] octets, Form form, String label) throws MalformedException {
    Encoded encoded = Encoded.ber(octets, LIMITS);
    return new Item(octets, form, label, Shape.of(encoded), strictness(octets));
  }

  private static Optional<String> strictness(byte[] octets) throws MalformedException {
    try {
      Asn1.checkDer(octets, LIMITS);
    } catch (MalformedException e) {
      return Optional.of(Fault.text(e));
    }
    return Arrays.equals(Der.of(Asn1.ber(octets, LIMITS)), octets)
        ? Optional.empty()
        : Optional.of(
            "not DER: a SET OF is not sorted, or a time or a string is written at length");
  }

  /** It may have been a private key. */
  void wipe() {
    Arrays.fill(octets, (byte) 0);
  }

  boolean isAsn1() {
    return form != Form.TEXT;
  }

  /** For readers of text. */
  boolean startsWith(char first) {
    String text = new String(octets, 0, Math.min(64, octets.length), StandardCharsets.UTF_8);
    String start = text.startsWith("\ufeff") ? text.substring(1) : text;
    return form == Form.TEXT && start.stripLeading().startsWith(String.valueOf(first));
  }

  /** The tree with what is to be said of the encoding as a whole. */
  Shown judged(Shown shown) {
    return strictness.map(shown::but).orElse(shown);
  }

  /** How it was encoded: {@code DER in PEM}. */
  String encoding() {
    String rules = isAsn1() ? (strictness.isEmpty() ? "DER" : "BER") : "text";
    return switch (form) {
      case BINARY, TEXT -> rules;
      case PEM -> rules + " in PEM";
      case BASE64 -> rules + " in base64";
    };
  }
}
