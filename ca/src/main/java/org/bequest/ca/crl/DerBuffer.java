package org.bequest.ca.crl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects many small octet strings in blocks, so that no big array is copied while it grows. */
final class DerBuffer {
  private static final int BLOCK = 1 << 20;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] block = new byte[BLOCK];
  private int used;

  void add(byte[] octets) {
    if (octets.length > BLOCK - used) {
      full.add(Arrays.copyOf(block, used));
      block = new byte[Math.max(BLOCK, octets.length)];
      used = 0;
    }
    System.arraycopy(octets, 0, block, used, octets.length);
    used += octets.length;
  }

  int length() {
    return full.stream().mapToInt(b -> b.length).sum() + used;
  }

  /** Copies all octets to an array, from an index on. */
  void copyTo(byte[] target, int from) {
    int at = from;
    for (byte[] octets : full) {
      System.arraycopy(octets, 0, target, at, octets.length);
      at += octets.length;
    }
    System.arraycopy(block, 0, target, at, used);
  }
}
