package org.bequest.crypto.check;

import java.util.Optional;

/**
 * Encapsulation keys of ML-KEM (FIPS 203 section 7.2): of the right length, and each coefficient
 * less than the modulus. A key is the coefficients of {@code k} polynomials, two in three octets,
 * and a seed.
 */
final class MlKemCheck {
  private static final int MODULUS = 3329;
  private static final int OCTETS_OF_POLYNOMIAL = 384;
  private static final int SEED = 32;

  private MlKemCheck() {}

  static Optional<String> fault(byte[] key, int k) {
    if (key.length != k * OCTETS_OF_POLYNOMIAL + SEED) {
      return Optional.of("the public key has the wrong length");
    }
    for (int i = 0; i < key.length - SEED; i += 3) {
      int pair = (key[i] & 0xff) | (key[i + 1] & 0xff) << 8 | (key[i + 2] & 0xff) << 16;
      if ((pair & 0xfff) >= MODULUS || pair >> 12 >= MODULUS) {
        return Optional.of("a coefficient of the public key is not less than its modulus");
      }
    }
    return Optional.empty();
  }
}
