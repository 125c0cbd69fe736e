package org.bequest.crypto.cms;

import java.io.IOException;
import java.util.Optional;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The strength of a symmetric key that is worth as much as an asymmetric one (NIST SP 800-57 part 1
 * section 5.6.1, FIPS 203 section 8), rounded up to what AES has and is in use: 128 or 256 bits.
 */
final class KeyStrength {
  private static final int LARGE_RSA = 3072;

  private KeyStrength() {}

  /** Of a key of an unknown kind, the greater. */
  static int of(SubjectPublicKeyInfo key) {
    if (key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return modulusBits(key) <= LARGE_RSA ? 128 : 256;
    }
    Optional<KeyAlgorithm> kind = KeyAlgorithm.of(key);
    boolean small =
        kind.isPresent()
            && switch (kind.get()) {
              case P256, X25519, ED25519, ML_KEM_512, ML_DSA_44 -> true;
              case P384, P521, RSA_2048, RSA_3072, RSA_4096, ML_DSA_65, ML_DSA_87 -> false;
              case ML_KEM_768, ML_KEM_1024 -> false;
            };
    return small ? 128 : 256;
  }

  private static int modulusBits(SubjectPublicKeyInfo key) {
    try {
      return RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength();
    } catch (IOException | RuntimeException _) {
      return Integer.MAX_VALUE;
    }
  }
}
