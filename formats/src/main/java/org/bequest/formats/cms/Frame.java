package org.bequest.formats.cms;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a {@link DegenerateSignedData} around elements that are DER already. All of it but six
 * lengths is constant, and it is written once per enrolment, so no object is built for it.
 */
final class Frame {
  private static final int SEQUENCE = 0x30;
  private static final int CONTEXT_0 = 0xa0;
  private static final int MOST_HEADER_OCTETS = 6;
  private static final int LEVELS = 4;

  /** contentType: id-signedData. */
  private static final byte[] CONTENT_TYPE = HexFormat.of().parseHex("06092a864886f70d010702");

  /** version 1; no digestAlgorithms; encapContentInfo with id-data alone. */
  private static final byte[] HEAD =
      HexFormat.of().parseHex("0201013100300b06092a864886f70d010701");

  /** No signerInfos. */
  private static final byte[] TAIL = HexFormat.of().parseHex("3100");

  private final byte[] out;
  private int at;

  private Frame(int capacity) {
    this.out = new byte[capacity];
  }

  /**
   * Filled from the end to the start, because a DER length is written when its contents are known.
   *
   * @param field the number of the context-specific tag: certificates or crls
   */
  static byte[] around(List<byte[]> elements, int field) {
    int total = CONTENT_TYPE.length + HEAD.length + TAIL.length + LEVELS * MOST_HEADER_OCTETS;
    for (byte[] element : elements) {
      total = Math.addExact(total, element.length);
    }
    Frame frame = new Frame(total);
    frame.at = total;
    frame.fill(elements, field);
    return Arrays.copyOfRange(frame.out, frame.at, total);
  }

  private void fill(List<byte[]> elements, int field) {
    int end = at;
    prepend(TAIL);
    int endOfField = at;
    elements.reversed().forEach(this::prepend);
    header(CONTEXT_0 + field, endOfField - at);
    prepend(HEAD);
    header(SEQUENCE, end - at);
    header(CONTEXT_0, end - at);
    prepend(CONTENT_TYPE);
    header(SEQUENCE, end - at);
  }

  private void prepend(byte[] octets) {
    at -= octets.length;
    System.arraycopy(octets, 0, out, at, octets.length);
  }

  private void header(int identifier, int length) {
    int rest = length;
    if (length < 0x80) {
      out[--at] = (byte) length;
    } else {
      int count = 0;
      for (; rest != 0; rest >>>= 8) {
        out[--at] = (byte) rest;
        count++;
      }
      out[--at] = (byte) (0x80 | count);
    }
    out[--at] = (byte) identifier;
  }
}
