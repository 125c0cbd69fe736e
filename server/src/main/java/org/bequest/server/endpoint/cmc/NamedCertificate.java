package org.bequest.server.endpoint.cmc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bequest.ca.IssuedCertificates;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate that a control names, of the label's authority.
 *
 * @param authority that issued it
 */
record NamedCertificate(IssuedCertificates authority, CertificateRow row) {
  /** One answer for what is not there and for what is none of the sender's business. */
  static final PartOutcome.Failed NONE =
      PartOutcome.failed(
          Reason.FORBIDDEN,
          CmcFailInfo.BAD_CERT_ID,
          "there is no such certificate, or it is not for the sender to ask about it");

  static Optional<NamedCertificate> of(CmcMessage message, X500Name issuer, BigInteger serial) {
    return message.services().revocation() instanceof IssuedCertificates authority
        ? authority.find(issuer, serial).map(row -> new NamedCertificate(authority, row))
        : Optional.empty();
  }

  /** A certificate of the store, when it is of the label's authority. */
  static Optional<NamedCertificate> of(CmcMessage message, CertificateRow row) {
    X500Name issuer = holder(row).getIssuer();
    return of(message, issuer, row.serial()).filter(f -> f.row().issuer().equals(row.issuer()));
  }

  X509CertificateHolder certificate() {
    return holder(row);
  }

  private static X509CertificateHolder holder(CertificateRow row) {
    try {
      return new X509CertificateHolder(row.encoded());
    } catch (IOException e) {
      throw new UncheckedIOException("the store has a row that is no certificate", e);
    }
  }

  SubjectNames names() {
    try {
      return SubjectNames.ofCertificate(certificate());
    } catch (MalformedException e) {
      throw new IllegalStateException("the store has a certificate with broken names", e);
    }
  }
}
