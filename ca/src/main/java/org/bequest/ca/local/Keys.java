package org.bequest.ca.local;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.der.Der;
import org.bequest.store.CertificateRow;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Keys by the digest that the store knows them by. */
final class Keys {
  private Keys() {}

  static byte[] spkiSha256(EnrollmentRequest request) {
    return spkiSha256(request.csr().csr().subjectPublicKeyInfo());
  }

  static byte[] spkiSha256(SubjectPublicKeyInfo key) {
    return sha256(Der.encode(key));
  }

  static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether the request is for the key of this certificate: renew, and not rekey. */
  static boolean same(EnrollmentRequest request, CertificateRow certificate) {
    return MessageDigest.isEqual(spkiSha256(request), certificate.spkiSha256());
  }
}
