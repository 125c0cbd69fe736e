package org.bequest.crypto.cms.stream;

import java.io.ByteArrayOutputStream;

/** Headers of elements that are longer than an array. */
final class Lengths {
  private Lengths() {}

  /** In DER. */
  static byte[] header(int identifier, long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(identifier);
    if (length < 0x80) {
      out.write((int) length);
      return out.toByteArray();
    }
    int count = (71 - Long.numberOfLeadingZeros(length)) / Byte.SIZE;
    out.write(0x80 | count);
    for (int shift = Byte.SIZE * (count - 1); shift >= 0; shift -= Byte.SIZE) {
      out.write((int) (length >>> shift));
    }
    return out.toByteArray();
  }
}
