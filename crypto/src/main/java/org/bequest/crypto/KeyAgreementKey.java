package org.bequest.crypto;

import java.security.PrivateKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A static elliptic curve key with its certificate, with which others agree to prove that they hold
 * theirs (RFC 6955 section 6).
 */
public record KeyAgreementKey(PrivateKey key, X509CertificateHolder certificate) {
  /**
   * @throws IllegalArgumentException when the certificate's key cannot agree
   */
  public KeyAgreementKey {
    check(certificate);
  }

  /** For whoever makes a proof: the same is asked of the certificate. */
  static void check(X509CertificateHolder certificate) {
    SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
    Extensions extensions = certificate.getExtensions();
    KeyUsage usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
    if (!key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        || KeyAlgorithm.of(key).isEmpty()
        || (usage != null && !usage.hasUsages(KeyUsage.keyAgreement))) {
      throw new IllegalArgumentException(
          "the certificate of " + certificate.getSubject() + " is not for key agreement");
    }
  }

  boolean isOnCurveOf(SubjectPublicKeyInfo other) {
    return certificate.getSubjectPublicKeyInfo().getAlgorithm().equals(other.getAlgorithm());
  }

  boolean is(IssuerAndSerialNumber named) {
    ASN1Encodable own =
        new IssuerAndSerialNumber(certificate.getIssuer(), certificate.getSerialNumber());
    return named.equals(own);
  }

  @Override
  public String toString() {
    return "KeyAgreementKey[" + certificate.getSubject() + "]";
  }
}
