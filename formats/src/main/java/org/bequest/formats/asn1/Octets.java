package org.bequest.formats.asn1;

import java.util.Arrays;

/** Octets as a value: copied in and out, equal when they are the same octets. */
public final class Octets {
  private final byte[] octets;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  public static Octets of(byte[] octets) {
    return new Octets(octets.clone());
  }

  /** A copy. */
  public byte[] bytes() {
    return octets.clone();
  }

  public int length() {
    return octets.length;
  }

  /** Not in constant time: secrets are compared elsewhere. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Octets o && Arrays.equals(octets, o.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return octets.length + " octets";
  }
}
