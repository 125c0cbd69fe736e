package org.bequest.client.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of RFC 5280 path validation, done by the JDK on paths that {@link PathSearch} finds.
 * Nothing is fetched from anywhere.
 */
public sealed interface CertificatePath {
  /**
   * @param certificates from the target up, without the anchor
   */
  record Valid(List<X509Certificate> certificates, X509Certificate anchor)
      implements CertificatePath {
    public Valid {
      certificates = List.copyOf(certificates);
    }
  }

  record Invalid(String why) implements CertificatePath {}

  /** Longest path and largest set of candidates that are looked at. */
  int MAX_INTERMEDIATES = 8;

  int MAX_CANDIDATES = 64;

  /**
   * @param target validated as an end entity or as a certificate authority alike
   * @param candidates where issuers may be found, in any order, believed in nothing
   */
  static CertificatePath build(
      X509Certificate target,
      Collection<X509Certificate> candidates,
      Collection<X509Certificate> anchors,
      Instant at) {
    if (anchors.isEmpty()) {
      return new Invalid("there is no trust anchor");
    }
    if (candidates.size() > MAX_CANDIDATES) {
      return new Invalid("more than " + MAX_CANDIDATES + " certificates");
    }
    return new PathSearch(candidates, anchors, at).from(target);
  }

  /**
   * Validates this very path; empty when it is valid, else what is wrong. The JDK throws unchecked
   * exceptions too: for permitted names of two certificates that have nothing in common.
   *
   * @param path from the target up, without the anchor
   */
  static Optional<String> fault(List<X509Certificate> path, X509Certificate anchor, Instant at) {
    try {
      var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, nameConstraints(anchor))));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return Optional.empty();
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.of(rootCause(e));
    }
  }

  /** The JDK heeds the constraints of an anchor's certificate only when they are handed to it. */
  private static byte @Nullable [] nameConstraints(X509Certificate anchor) {
    byte[] extension = anchor.getExtensionValue(Extension.nameConstraints.getId());
    return extension == null ? null : ASN1OctetString.getInstance(extension).getOctets();
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
