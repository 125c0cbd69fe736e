package org.bequest.server.anchor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * Path validation of RFC 5280 section 6 by the JDK, with the path length and the name constraints
 * of the anchor's own certificate besides (RFC 5937). Revocation is not its business.
 *
 * @param at the time for which dates are judged
 */
record PathCheck(Instant at) {
  /** At this time, or as near to it as the certificate's own dates allow. */
  static PathCheck within(X509CertificateHolder certificate, Instant now) {
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    return new PathCheck(now.isBefore(start) ? start : now.isAfter(end) ? end : now);
  }

  /**
   * The JDK throws unchecked exceptions too: for permitted names of two certificates that have
   * nothing in common.
   *
   * @param path from the end certificate to the anchor
   */
  boolean isValid(List<X509CertificateHolder> path) {
    X509CertificateHolder anchor = path.getLast();
    List<X509CertificateHolder> below = path.subList(0, path.size() - 1);
    if (tooLong(below, anchor)) {
      return false;
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> certificates = new ArrayList<>();
      for (X509CertificateHolder certificate : below) {
        certificates.add(decoded(factory, certificate));
      }
      TrustAnchor trusted = new TrustAnchor(decoded(factory, anchor), nameConstraints(anchor));
      PKIXParameters parameters = new PKIXParameters(Set.of(trusted));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(factory.generateCertPath(certificates), parameters);
      return true;
    } catch (GeneralSecurityException | IOException | RuntimeException _) {
      return false;
    }
  }

  private static boolean tooLong(List<X509CertificateHolder> below, X509CertificateHolder anchor) {
    Extensions extensions = anchor.getExtensions();
    BasicConstraints constraints =
        extensions == null ? null : BasicConstraints.fromExtensions(extensions);
    if (constraints == null || constraints.getPathLenConstraint() == null) {
      return false;
    }
    long authorities =
        below.stream().skip(1).filter(c -> !c.getSubject().equals(c.getIssuer())).count();
    return constraints.getPathLenConstraint().longValueExact() < authorities;
  }

  private static byte @Nullable [] nameConstraints(X509CertificateHolder anchor) {
    Extension constraints = anchor.getExtension(Extension.nameConstraints);
    return constraints == null ? null : constraints.getExtnValue().getOctets();
  }

  private static X509Certificate decoded(
      CertificateFactory factory, X509CertificateHolder certificate)
      throws GeneralSecurityException, IOException {
    return (X509Certificate)
        factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }
}
