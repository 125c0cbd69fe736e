package org.bequest.ca.profile;

import java.util.Map;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The bits of KeyUsage (RFC 5280 4.2.1.3) by the words of the configuration. */
final class KeyUsages {
  static final Map<String, Integer> WORDS =
      Map.of(
          "digital-signature", KeyUsage.digitalSignature,
          "non-repudiation", KeyUsage.nonRepudiation,
          "key-encipherment", KeyUsage.keyEncipherment,
          "data-encipherment", KeyUsage.dataEncipherment,
          "key-agreement", KeyUsage.keyAgreement,
          "crl-sign", KeyUsage.cRLSign,
          "encipher-only", KeyUsage.encipherOnly,
          "decipher-only", KeyUsage.decipherOnly);

  private static final int SIGNING =
      KeyUsage.digitalSignature | KeyUsage.nonRepudiation | KeyUsage.keyCertSign | KeyUsage.cRLSign;
  private static final int AGREEING =
      KeyUsage.keyAgreement | KeyUsage.encipherOnly | KeyUsage.decipherOnly;
  private static final int ENCIPHERING = KeyUsage.keyEncipherment | KeyUsage.dataEncipherment;

  private KeyUsages() {}

  /**
   * The bits that a key of this kind can have: RFC 3279 2.3.1 (RSA), RFC 5480 section 3 (elliptic
   * curves), RFC 8410 section 5 (Ed25519, X25519), RFC 9881 section 5 (ML-DSA), RFC 9935 section 5
   * (ML-KEM).
   */
  static int possible(KeyAlgorithm.Family family) {
    return switch (family) {
      case RSA -> SIGNING | ENCIPHERING;
      case EC_P256, EC_LARGE -> SIGNING | AGREEING;
      case ED25519, ML_DSA -> SIGNING;
      case X25519 -> AGREEING;
      case ML_KEM -> KeyUsage.keyEncipherment;
    };
  }
}
