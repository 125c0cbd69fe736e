package org.bequest.crypto.check;

import java.math.BigInteger;

/**
 * Fermat's factorisation, some rounds of it: primes that are close to one another fall to it at
 * once (CVE-2022-26320). With n = (a - b)(a + b), a is tried upwards from the square root of n
 * until a^2 - n is a square.
 */
final class ClosePrimes {
  private static final int ROUNDS = 120;

  /** Squares are few modulo this: one number in 26 passes for one. */
  private static final int SIEVE = 5040;

  private static final boolean[] SQUARES = squares();

  private ClosePrimes() {}

  static boolean divide(BigInteger modulus) {
    BigInteger a = modulus.sqrt();
    if (a.multiply(a).equals(modulus)) {
      return true;
    }
    a = a.add(BigInteger.ONE);
    BigInteger rest = a.multiply(a).subtract(modulus);
    for (int round = 0; round < ROUNDS; round++) {
      if (isSquare(rest)) {
        return true;
      }
      rest = rest.add(a).add(a).add(BigInteger.ONE);
      a = a.add(BigInteger.ONE);
    }
    return false;
  }

  private static boolean isSquare(BigInteger number) {
    return SQUARES[number.mod(BigInteger.valueOf(SIEVE)).intValueExact()]
        && number.sqrtAndRemainder()[1].signum() == 0;
  }

  private static boolean[] squares() {
    boolean[] squares = new boolean[SIEVE];
    for (int i = 0; i < SIEVE; i++) {
      squares[i * i % SIEVE] = true;
    }
    return squares;
  }
}
