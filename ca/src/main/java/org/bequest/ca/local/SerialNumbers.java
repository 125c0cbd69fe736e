package org.bequest.ca.local;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers of 127 random bits: unique without a look at the others (security rule S-24). */
final class SerialNumbers {
  private static final int BITS = 127;

  private final SecureRandom random;

  SerialNumbers(SecureRandom random) {
    this.random = random;
  }

  /** Positive; at least 64 bits long, which a draw misses once in 2^63 times. */
  BigInteger next() {
    BigInteger serial = new BigInteger(BITS, random);
    return serial.bitLength() < Long.SIZE ? serial.setBit(BITS - 1) : serial;
  }
}
