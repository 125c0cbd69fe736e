package org.bequest.ca.local;

import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.cert.X509CertificateHolder;

/** The names of a certificate, in its own encoding. */
final class CertificateNames {
  private CertificateNames() {}

  static SubjectNames of(X509CertificateHolder certificate) {
    return certificate.hasExtensions()
        ? SubjectNames.of(certificate.getSubject(), certificate.getExtensions())
        : SubjectNames.of(certificate.getSubject());
  }
}
