package org.bequest.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bequest.crypto.KeyAlgorithm.Family;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;

/**
 * A stranger's public key, looked at as far as a verification needs: who works with it, and what
 * form its signatures have. Whether it is a good key is for the key checks to say.
 */
sealed interface VerificationKey {
  String jcaName();

  Family family();

  /** Before any arithmetic. */
  boolean admits(byte[] signature);

  /** On a named curve of {@link KeyAlgorithm}. */
  record Ec(Family family, BigInteger order) implements VerificationKey {
    @Override
    public String jcaName() {
      return "EC";
    }

    @Override
    public boolean admits(byte[] signature) {
      return EcdsaSignature.isWellFormed(signature, order);
    }
  }

  /** Of any size whose arithmetic is bearable. */
  record Rsa(int modulusBits) implements VerificationKey {
    private static final int MOST_MODULUS_BITS = 8192;
    private static final int MOST_EXPONENT_BITS = 33;

    @Override
    public String jcaName() {
      return "RSA";
    }

    @Override
    public Family family() {
      return Family.RSA;
    }

    /** RFC 8017 section 8.2.2 step 1. */
    @Override
    public boolean admits(byte[] signature) {
      return signature.length == (modulusBits + 7) / 8;
    }

    private static Optional<VerificationKey> of(SubjectPublicKeyInfo key) throws IOException {
      RSAPublicKey numbers = RSAPublicKey.getInstance(key.parsePublicKey());
      int bits = numbers.getModulus().bitLength();
      return DERNull.INSTANCE.equals(key.getAlgorithm().getParameters())
              && bits <= MOST_MODULUS_BITS
              && numbers.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS
          ? Optional.of(new Rsa(bits))
          : Optional.empty();
    }
  }

  /** Ed25519 and ML-DSA: the provider checks the length. */
  record Fixed(KeyAlgorithm algorithm) implements VerificationKey {
    @Override
    public String jcaName() {
      return algorithm.jcaKeyName();
    }

    @Override
    public Family family() {
      return algorithm.family();
    }

    @Override
    public boolean admits(byte[] signature) {
      return true;
    }
  }

  /** Empty for octets that are no key of a supported kind, or one that cannot sign. */
  static Optional<VerificationKey> of(SubjectPublicKeyInfo key) {
    try {
      return key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
          ? Rsa.of(key)
          : KeyAlgorithm.of(key).flatMap(VerificationKey::of);
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<VerificationKey> of(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case P256 -> Optional.of(Curves.P256);
      case P384 -> Optional.of(Curves.P384);
      case P521 -> Optional.of(Curves.P521);
      case RSA_2048, RSA_3072, RSA_4096, ED25519, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
          Optional.of(new Fixed(algorithm));
      case X25519, ML_KEM_512, ML_KEM_768, ML_KEM_1024 -> Optional.empty();
    };
  }

  /** Made once: the hot path is P-256. */
  final class Curves {
    private static final Ec P256 = curve(Family.EC_P256, "P-256");
    private static final Ec P384 = curve(Family.EC_LARGE, "P-384");
    private static final Ec P521 = curve(Family.EC_LARGE, "P-521");

    private Curves() {}

    private static Ec curve(Family family, String name) {
      return new Ec(family, ECNamedCurveTable.getByName(name).getN());
    }
  }
}
