package org.bequest.formats.asn1;

/** How the contents of the universal primitive types must look (X.690 sections 8 and 11). */
final class Primitives {
  private static final int BOOLEAN = 1;
  private static final int INTEGER = 2;
  private static final int BIT_STRING = 3;
  private static final int NULL = 5;
  private static final int OBJECT_IDENTIFIER = 6;
  private static final int EXTERNAL = 8;
  private static final int ENUMERATED = 10;
  private static final int EMBEDDED_PDV = 11;
  private static final int RELATIVE_OID = 13;
  private static final int SEQUENCE = 16;
  private static final int SET = 17;

  private Primitives() {}

  static boolean isConstructedType(int number) {
    return number == SEQUENCE || number == SET || number == EXTERNAL || number == EMBEDDED_PDV;
  }

  static boolean areValid(byte[] encoded, Header header, boolean der) {
    int at = header.content();
    int length = header.length();
    return switch (header.universalNumber()) {
      case BOOLEAN -> length == 1 && (!der || encoded[at] == 0 || encoded[at] == -1);
      case INTEGER, ENUMERATED -> isInteger(encoded, at, length);
      case BIT_STRING -> isBitString(encoded, at, length, der);
      case NULL -> length == 0;
      case OBJECT_IDENTIFIER, RELATIVE_OID -> isObjectIdentifier(encoded, at, length);
      default -> true;
    };
  }

  /** The library takes a negative ENUMERATED for a positive one, or throws. */
  static boolean isNegativeEnumerated(byte[] encoded, Header header) {
    return header.universalNumber() == ENUMERATED && encoded[header.content()] < 0;
  }

  private static boolean isInteger(byte[] encoded, int at, int length) {
    if (length < 2) {
      return length == 1;
    }
    boolean redundant = encoded[at] == 0 ? encoded[at + 1] >= 0 : encoded[at] == -1;
    return !redundant || (encoded[at] == -1 && encoded[at + 1] >= 0);
  }

  private static boolean isBitString(byte[] encoded, int at, int length, boolean der) {
    if (length == 0 || encoded[at] < 0 || encoded[at] > 7) {
      return false;
    }
    int unused = encoded[at];
    if (length == 1) {
      return unused == 0;
    }
    return !der || (encoded[at + length - 1] & ((1 << unused) - 1)) == 0;
  }

  private static boolean isObjectIdentifier(byte[] encoded, int at, int length) {
    boolean first = true;
    for (int i = at; i < at + length; i++) {
      if (first && encoded[i] == (byte) 0x80) {
        return false;
      }
      first = encoded[i] >= 0;
    }
    return length > 0 && first;
  }
}
