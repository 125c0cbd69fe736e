package org.bequest.crypto.pkcs12;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An encoding, cut and flipped at every place. */
final class Damage {
  private Damage() {}

  static List<byte[]> of(byte[] good) {
    List<byte[]> damaged = new ArrayList<>();
    for (int length = 0; length < good.length; length++) {
      damaged.add(Arrays.copyOf(good, length));
    }
    for (int i = 0; i < good.length; i++) {
      for (int mask : new int[] {0x01, 0x20, 0x80, 0xff}) {
        byte[] flipped = good.clone();
        flipped[i] ^= (byte) mask;
        damaged.add(flipped);
      }
    }
    return damaged;
  }
}
