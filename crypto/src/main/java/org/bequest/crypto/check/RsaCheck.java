package org.bequest.crypto.check;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bequest.crypto.check.KeyCheck.Policy;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** RSA keys: large enough, not too large, and not made by one of the generators that failed. */
final class RsaCheck {
  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 8192;
  private static final BigInteger F4 = BigInteger.valueOf(65537);

  /** What Conscrypt takes; a larger one only costs the verifier. */
  private static final int MOST_EXPONENT_BITS = 33;

  private final Policy policy;
  private final DebianWeakKeys debian;

  RsaCheck(Policy policy, DebianWeakKeys debian) {
    this.policy = policy;
    this.debian = debian;
  }

  Optional<String> fault(SubjectPublicKeyInfo key) {
    if (!DERNull.INSTANCE.equals(key.getAlgorithm().getParameters())) {
      return Optional.of("an RSA key has NULL as its parameters");
    }
    try {
      RSAPublicKey numbers = RSAPublicKey.getInstance(key.parsePublicKey());
      return exponentFault(numbers.getPublicExponent())
          .or(() -> sizeFault(numbers.getModulus()))
          .or(() -> modulusFault(numbers.getModulus()));
    } catch (IOException | RuntimeException _) {
      return Optional.of("not an RSA public key");
    }
  }

  private Optional<String> exponentFault(BigInteger exponent) {
    if (exponent.equals(F4)) {
      return Optional.empty();
    }
    if (!policy.anyLargeExponent()) {
      return Optional.of("the RSA exponent is not 65537");
    }
    boolean good =
        exponent.testBit(0)
            && exponent.compareTo(F4) > 0
            && exponent.bitLength() <= MOST_EXPONENT_BITS;
    return good ? Optional.empty() : Optional.of("the RSA exponent is small, even or huge");
  }

  private static Optional<String> sizeFault(BigInteger modulus) {
    int bits = modulus.bitLength();
    if (modulus.signum() <= 0 || bits < LEAST_BITS) {
      return Optional.of("an RSA key has at least " + LEAST_BITS + " bits");
    }
    return bits > MOST_BITS
        ? Optional.of("an RSA key has at most " + MOST_BITS + " bits")
        : Optional.empty();
  }

  private Optional<String> modulusFault(BigInteger modulus) {
    if (SmallFactors.divide(modulus)) {
      return Optional.of("the RSA modulus has a small factor");
    }
    if (RocaFingerprint.matches(modulus)) {
      return Optional.of("the RSA key was made by a broken generator (ROCA, CVE-2017-15361)");
    }
    if (debian.contains(modulus)) {
      return Optional.of("the RSA key is one of Debian's known ones (CVE-2008-0166)");
    }
    return ClosePrimes.divide(modulus)
        ? Optional.of("the two primes of the RSA key are too close (CVE-2022-26320)")
        : Optional.empty();
  }
}
