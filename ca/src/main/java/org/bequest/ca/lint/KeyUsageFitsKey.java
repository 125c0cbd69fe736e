package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A key is used for nothing that it cannot do: an elliptic curve key enciphers nothing (RFC 8813
 * section 3), RSA agrees on nothing (RFC 3279 2.3.1), Ed25519 and ML-DSA only sign (RFC 8410
 * section 5, RFC 9881 section 5), X25519 only agrees and says so (RFC 8410 section 5), ML-KEM only
 * enciphers keys (RFC 9935 section 5).
 */
final class KeyUsageFitsKey implements LintRule {
  private static final int SIGN =
      KeyUsage.digitalSignature | KeyUsage.nonRepudiation | KeyUsage.keyCertSign | KeyUsage.cRLSign;
  private static final int ENCIPHER = KeyUsage.keyEncipherment | KeyUsage.dataEncipherment;
  private static final int AGREE =
      KeyUsage.keyAgreement | KeyUsage.encipherOnly | KeyUsage.decipherOnly;

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    int bits =
        tbs.extension(Extension.keyUsage)
            .map(e -> ASN1BitString.getInstance(e.getParsedValue()).intValue())
            .orElse(0);
    boolean fits =
        KeyAlgorithm.of(tbs.subjectPublicKeyInfo())
            .filter(a -> (bits & impossible(a.family())) != 0 || !hasNeeded(bits, a.family()))
            .isEmpty();
    return LintRule.require(fits, "KeyUsage has a bit that the key cannot do, or lacks its only");
  }

  private static boolean hasNeeded(int bits, KeyAlgorithm.Family family) {
    return family != KeyAlgorithm.Family.X25519 || (bits & KeyUsage.keyAgreement) != 0;
  }

  private static int impossible(KeyAlgorithm.Family family) {
    return switch (family) {
      case RSA -> AGREE;
      case EC_P256, EC_LARGE -> ENCIPHER;
      case ED25519, ML_DSA -> ENCIPHER | AGREE;
      case X25519 -> SIGN | ENCIPHER;
      case ML_KEM -> SIGN | AGREE | KeyUsage.dataEncipherment;
    };
  }
}
