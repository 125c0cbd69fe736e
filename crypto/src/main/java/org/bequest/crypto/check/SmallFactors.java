package org.bequest.crypto.check;

import java.math.BigInteger;
import java.util.stream.IntStream;

/** Trial division by all primes below 1000, as one greatest common divisor. */
final class SmallFactors {
  private static final BigInteger PRODUCT =
      IntStream.range(2, 1000)
          .mapToObj(BigInteger::valueOf)
          .filter(n -> n.isProbablePrime(20))
          .reduce(BigInteger.ONE, BigInteger::multiply);

  private SmallFactors() {}

  static boolean divide(BigInteger modulus) {
    return !modulus.mod(PRODUCT).gcd(PRODUCT).equals(BigInteger.ONE);
  }
}
