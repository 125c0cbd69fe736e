package org.bequest.ca.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.Issuer;
import org.bequest.ca.Role;
import org.bequest.ca.profile.BuiltInProfiles;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What the certificate that a requester came with is worth here and now: read from the store at
 * each request (security rule S-01).
 */
record OwnCertificates(List<Issuer> issuers, CertificateStore certificates, InstantSource clock) {
  /** What a certificate is worth. */
  sealed interface Standing {
    /** Issued here, not revoked, and not expired or within the grace. */
    record Good(CertificateRow row) implements Standing {}

    /** Another authority's: whoever authenticated the requester answers for it. */
    record Foreign() implements Standing {}

    record Bad(Decision.Refused refusal) implements Standing {}
  }

  /**
   * @param role of who came with it
   */
  Standing of(X509CertificateHolder certificate, Role role) {
    if (role instanceof Role.Foreign) {
      return new Standing.Foreign();
    }
    boolean ofOurName = false;
    for (Issuer issuer : issuers) {
      if (certificate.getIssuer().equals(issuer.name())) {
        ofOurName = true;
        Optional<CertificateRow> row = row(issuer, certificate);
        if (row.isPresent()) {
          return judge(row.get(), role);
        }
      }
    }
    return ofOurName
        ? bad(Reason.REVOKED, "the client certificate was never issued here")
        : new Standing.Foreign();
  }

  private Optional<CertificateRow> row(Issuer issuer, X509CertificateHolder certificate) {
    return certificates
        .find(issuer.id(), certificate.getSerialNumber())
        .filter(row -> Arrays.equals(row.encoded(), encoded(certificate)));
  }

  private Standing judge(CertificateRow row, Role role) {
    if (row.revocation().isPresent()) {
      return bad(Reason.REVOKED, "the client certificate is revoked");
    }
    Duration grace = role instanceof Role.Expired(Duration some) ? some : Duration.ZERO;
    if (clock.instant().isAfter(row.notAfter().plus(grace))) {
      return bad(Reason.FORBIDDEN, "the client certificate has expired");
    }
    return BuiltInProfiles.isBuiltIn(row.profile())
        ? bad(Reason.FORBIDDEN, "certificates of the service itself do not enrol")
        : new Standing.Good(row);
  }

  private static Standing bad(Reason reason, String detail) {
    return new Standing.Bad(new Decision.Refused(reason, detail));
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
