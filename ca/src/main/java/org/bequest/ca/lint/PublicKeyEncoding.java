package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The key is of a known kind with the parameters of its RFC: NULL for RSA (RFC 3279 2.3.1), a named
 * curve (RFC 5480 2.1.1), none for Ed25519 and X25519 (RFC 8410), ML-DSA (RFC 9881) and ML-KEM (RFC
 * 9935).
 */
final class PublicKeyEncoding implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    AlgorithmIdentifier identifier = tbs.subjectPublicKeyInfo().getAlgorithm();
    return LintRule.require(
        KeyAlgorithm.of(tbs.subjectPublicKeyInfo())
            .filter(a -> good(a.family(), identifier))
            .isPresent(),
        "the public key is of an unknown kind or has odd parameters");
  }

  private static boolean good(KeyAlgorithm.Family family, AlgorithmIdentifier identifier) {
    return switch (family) {
      case RSA -> DERNull.INSTANCE.equals(identifier.getParameters());
      case EC_P256, EC_LARGE -> true;
      case ED25519, ML_DSA, X25519, ML_KEM -> identifier.getParameters() == null;
    };
  }
}
