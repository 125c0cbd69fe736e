package org.bequest.crypto.path;

import java.util.ArrayList;
import java.util.List;

/** The bits of octets, the first one first. */
final class Bits {
  private Bits() {}

  static List<Boolean> of(byte[] octets) {
    List<Boolean> bits = new ArrayList<>(octets.length * Byte.SIZE);
    for (byte octet : octets) {
      for (int mask = 0x80; mask > 0; mask >>= 1) {
        bits.add((octet & mask) != 0);
      }
    }
    return List.copyOf(bits);
  }

  static int leadingOnes(List<Boolean> bits) {
    int zero = bits.indexOf(false);
    return zero < 0 ? bits.size() : zero;
  }
}
