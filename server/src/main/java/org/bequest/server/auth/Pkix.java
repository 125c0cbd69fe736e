package org.bequest.server.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;

/** Path validation of RFC 5280 section 6 by the JDK, for a path of one. */
final class Pkix {
  private Pkix() {}

  /**
   * Whether the certificate was signed by this issuer and satisfies its constraints. Its dates are
   * checked elsewhere at each request, and here only where they allow it: an expired certificate is
   * validated as of its last day, so that it is told from a foreign one.
   */
  static boolean leads(
      X509CertificateHolder certificate, X509CertificateHolder issuer, Instant now) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate end = decoded(factory, certificate);
      PKIXParameters parameters =
          new PKIXParameters(Set.of(new TrustAnchor(decoded(factory, issuer), null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(within(certificate, now)));
      CertPathValidator.getInstance("PKIX")
          .validate(factory.generateCertPath(List.of(end)), parameters);
      return true;
    } catch (GeneralSecurityException | IOException _) {
      return false;
    }
  }

  private static Instant within(X509CertificateHolder certificate, Instant now) {
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    return now.isBefore(start) ? start : now.isAfter(end) ? end : now;
  }

  private static X509Certificate decoded(
      CertificateFactory factory, X509CertificateHolder certificate)
      throws GeneralSecurityException, IOException {
    return (X509Certificate)
        factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }
}
