package org.bequest.crypto.check;

import java.util.Optional;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Refuses keys that give their private half away (security rule S-14), at a cost that is bounded
 * whatever the key. Says nothing about possession. Safe for concurrent use.
 */
public final class KeyCheck {
  /** Good, or why not. */
  public sealed interface Result {
    record Good() implements Result {}

    /**
     * @param detail one clause fit for the client
     */
    record Weak(String detail) implements Result {
      public Reason reason() {
        return Reason.BAD_KEY;
      }
    }
  }

  /**
   * @param anyLargeExponent accept any odd RSA exponent above 2^16, not only 65537
   */
  public record Policy(boolean anyLargeExponent) {
    public static final Policy STRICT = new Policy(false);
  }

  private static final Result GOOD = new Result.Good();

  private final RsaCheck rsa;

  public KeyCheck(Policy policy) {
    this(policy, DebianWeakKeys.none());
  }

  public KeyCheck(Policy policy, DebianWeakKeys debian) {
    this.rsa = new RsaCheck(policy, debian);
  }

  public Result check(SubjectPublicKeyInfo key) {
    return fault(key).<Result>map(Result.Weak::new).orElse(GOOD);
  }

  private Optional<String> fault(SubjectPublicKeyInfo key) {
    ASN1ObjectIdentifier kind = key.getAlgorithm().getAlgorithm();
    if (key.getPublicKeyData().getPadBits() != 0) {
      return Optional.of("the public key is not a whole number of octets");
    }
    if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return rsa.fault(key);
    }
    if (kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return EcCheck.fault(key);
    }
    return KeyAlgorithm.of(key)
        .map(algorithm -> fixedFault(algorithm, key))
        .orElseGet(() -> Optional.of("keys of the kind " + kind + " are not accepted"));
  }

  /** RFC 8410 section 3, RFC 9881 section 2 and RFC 9935 section 3: no parameters, one length. */
  private static Optional<String> fixedFault(KeyAlgorithm algorithm, SubjectPublicKeyInfo key) {
    byte[] octets = key.getPublicKeyData().getOctets();
    if (key.getAlgorithm().getParameters() != null) {
      return Optional.of("this kind of key has no parameters");
    }
    return switch (algorithm) {
      case ED25519 -> ed25519Fault(octets);
      case ML_DSA_44 -> lengthFault(octets, 1312);
      case ML_DSA_65 -> lengthFault(octets, 1952);
      case ML_DSA_87 -> lengthFault(octets, 2592);
      case X25519 -> x25519Fault(octets);
      case ML_KEM_512 -> MlKemCheck.fault(octets, 2);
      case ML_KEM_768 -> MlKemCheck.fault(octets, 3);
      case ML_KEM_1024 -> MlKemCheck.fault(octets, 4);
      case P256, P384, P521, RSA_2048, RSA_3072, RSA_4096 -> Optional.empty();
    };
  }

  private static Optional<String> ed25519Fault(byte[] octets) {
    return octets.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(octets, 0)
        ? Optional.empty()
        : Optional.of("not a point of the prime-order group of Ed25519");
  }

  /** RFC 7748 section 6.1: with a point of small order every agreement comes to zero. */
  private static Optional<String> x25519Fault(byte[] octets) {
    byte[] scalar = new byte[X25519.SCALAR_SIZE];
    byte[] agreed = new byte[X25519.POINT_SIZE];
    return octets.length == X25519.POINT_SIZE
            && X25519.calculateAgreement(scalar, 0, octets, 0, agreed, 0)
        ? Optional.empty()
        : Optional.of("not a point of X25519 to agree with");
  }

  private static Optional<String> lengthFault(byte[] octets, int length) {
    return octets.length == length
        ? Optional.empty()
        : Optional.of("the public key has the wrong length");
  }
}
