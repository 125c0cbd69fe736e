package org.bequest.ca.approval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bequest.store.RequestState;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/** The certificate of a request whose first answer may have been lost, as it was. */
record IssuedAgain(CertificateStore certificates, CertificateAuthority authority) {
  Decision answer(RequestState.Issued issued) {
    CertificateRow row =
        certificates
            .find(issued.issuer(), issued.serial())
            .orElseThrow(() -> new IllegalStateException("an issued certificate has no row"));
    if (row.revocation().isPresent()) {
      return new Decision.Refused(
          Reason.REVOKED, "the certificate of this request was issued and revoked since");
    }
    X509CertificateHolder certificate = holder(row.encoded());
    return new Decision.Issued(certificate, chain(certificate));
  }

  /** By name and key identifier, as far as it leads: an authority may have several keys. */
  private List<X509CertificateHolder> chain(X509CertificateHolder leaf) {
    List<X509CertificateHolder> candidates = new ArrayList<>(authority.caCertificates());
    List<X509CertificateHolder> chain = new ArrayList<>();
    Optional<X509CertificateHolder> next = take(candidates, leaf);
    while (next.isPresent()) {
      chain.add(next.get());
      next = take(candidates, next.get());
    }
    return chain;
  }

  private static Optional<X509CertificateHolder> take(
      List<X509CertificateHolder> candidates, X509CertificateHolder below) {
    Optional<X509CertificateHolder> issuer =
        candidates.stream()
            .filter(c -> c.getSubject().equals(below.getIssuer()) && hasKeyOfIssuer(c, below))
            .filter(c -> !c.equals(below))
            .findFirst();
    issuer.ifPresent(candidates::remove);
    return issuer;
  }

  private static boolean hasKeyOfIssuer(
      X509CertificateHolder candidate, X509CertificateHolder below) {
    var wanted = AuthorityKeyIdentifier.fromExtensions(below.getExtensions());
    var own = SubjectKeyIdentifier.fromExtensions(candidate.getExtensions());
    return wanted == null
        || wanted.getKeyIdentifierOctets() == null
        || own == null
        || Arrays.equals(wanted.getKeyIdentifierOctets(), own.getKeyIdentifier());
  }

  private static X509CertificateHolder holder(byte[] encoded) {
    try {
      return new X509CertificateHolder(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException("the store has a row that is no certificate", e);
    }
  }
}
