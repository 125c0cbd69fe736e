package org.bequest.formats;

import static org.assertj.core.api.Assertions.fail;

/** Cuts and flips an encoding at every place: a decoder refuses by its own exception or accepts. */
public final class Damage {
  private Damage() {}

  /** A decoder, and whatever reads all of its result. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] encoded) throws MalformedException;
  }

  /** Returns how many damaged encodings were refused. */
  public static int everywhere(byte[] good, Reader reader) {
    int refused = 0;
    for (int length = 0; length < good.length; length++) {
      byte[] prefix = java.util.Arrays.copyOf(good, length);
      refused += refuses(prefix, "prefix of " + length, reader) ? 1 : 0;
    }
    for (int i = 0; i < good.length; i++) {
      for (int mask : new int[] {0x01, 0x20, 0x80, 0xff}) {
        byte[] flipped = good.clone();
        flipped[i] ^= (byte) mask;
        refused += refuses(flipped, "octet " + i + " flipped by " + mask, reader) ? 1 : 0;
      }
    }
    return refused;
  }

  private static boolean refuses(byte[] encoded, String what, Reader reader) {
    try {
      reader.read(encoded);
      return false;
    } catch (MalformedException e) {
      return true;
    } catch (RuntimeException e) {
      return fail(what + " escaped as " + e, e);
    }
  }
}
