package org.bequest.crypto.pkcs12;

import org.bequest.formats.asn1.Limits;

/**
 * What a file from outside may cost (security rules S-35, S-50).
 *
 * @param octets of the file
 * @param bags in all of its parts
 * @param iterations of all derivations together
 * @param scryptOctets memory of one scrypt derivation
 */
public record Pkcs12Limits(int octets, int bags, int iterations, long scryptOctets) {
  public static final Pkcs12Limits STANDARD =
      new Pkcs12Limits(4 << 20, 1_000, 10_000_000, 64L << 20);

  private static final int DEPTH = 32;
  private static final int ELEMENTS_OF_BAG = 100;

  Limits asn1() {
    return new Limits(octets, DEPTH, bags * ELEMENTS_OF_BAG);
  }
}
