package org.bequest.crypto.check;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Moduli of Infineon's RSALib (CVE-2017-15361; Nemec and others, "The Return of Coppersmith's
 * Attack", section 3). Its primes are powers of 65537 modulo a product of small primes, so that the
 * modulus is one too, modulo each of them. A random modulus is that with a chance of 2^-27.
 */
final class RocaFingerprint {
  private static final int GENERATOR = 65537;

  /** For each prime up to 167, the powers of the generator modulo that prime. */
  private static final Map<Integer, BitSet> POWERS =
      IntStream.rangeClosed(3, 167)
          .filter(n -> BigInteger.valueOf(n).isProbablePrime(20))
          .boxed()
          .collect(Collectors.toUnmodifiableMap(prime -> prime, RocaFingerprint::powersModulo));

  private RocaFingerprint() {}

  static boolean matches(BigInteger modulus) {
    return POWERS.entrySet().stream()
        .allMatch(powers ->
            powers
                .getValue()
                .get(modulus.mod(BigInteger.valueOf(powers.getKey())).intValueExact()));
  }

  private static BitSet powersModulo(int prime) {
    BitSet powers = new BitSet(prime);
    for (int power = 1; !powers.get(power); power = power * (GENERATOR % prime) % prime) {
      powers.set(power);
    }
    return powers;
  }
}
