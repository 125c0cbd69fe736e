package org.bequest.formats.tamp;

import java.util.HexFormat;

/** DER written by hand: hexadecimal digits, with the lengths put in. */
final class Hand {
  /** 2.16.840.1.101.2.1.2.77, without its last arc. */
  private static final String TAMP = "60864801650201024d";

  static final String ALL_MODULES = "8300";

  /** An Ed25519 key of octets 11, and an anchor that is no more than it. */
  static final String KEY = "302a" + "300506032b6570" + "032100" + "11".repeat(32);

  static final String KEY_ID = "04020a0b";
  static final String ANCHOR = tlv("a2", tlv("30", KEY, KEY_ID));

  private Hand() {}

  static String tlv(String identifier, String... contents) {
    String content = String.join("", contents);
    int length = content.length() / 2;
    if (length < 0x80) {
      return identifier + "%02x".formatted(length) + content;
    }
    String digits = Integer.toHexString(length);
    String octets = digits.length() % 2 == 0 ? digits : "0" + digits;
    return identifier + "%02x".formatted(0x80 | octets.length() / 2) + octets + content;
  }

  static String tampOid(int arc) {
    return tlv("06", TAMP, "%02x".formatted(arc));
  }

  /** A reference to all modules with a sequence number below 128. */
  static String reference(int number) {
    return tlv("30", ALL_MODULES, tlv("02", "%02x".formatted(number)));
  }

  static byte[] octets(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
