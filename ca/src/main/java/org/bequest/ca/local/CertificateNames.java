package org.bequest.ca.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.store.CertificateRow;
import org.bouncycastle.cert.X509CertificateHolder;

/** The names of a certificate, in its own encoding. */
final class CertificateNames {
  private CertificateNames() {}

  static SubjectNames of(X509CertificateHolder certificate) {
    return certificate.hasExtensions()
        ? SubjectNames.of(certificate.getSubject(), certificate.getExtensions())
        : SubjectNames.of(certificate.getSubject());
  }

  static SubjectNames of(CertificateRow row) {
    try {
      return of(new X509CertificateHolder(row.encoded()));
    } catch (IOException e) {
      throw new UncheckedIOException("the store has a row that is no certificate", e);
    }
  }
}
