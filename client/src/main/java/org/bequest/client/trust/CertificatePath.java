package org.bequest.client.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/** The outcome of RFC 5280 path validation, done by the JDK. Nothing is fetched from anywhere. */
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
    try {
      var builder = CertPathBuilder.getInstance("PKIX");
      var found =
          (PKIXCertPathBuilderResult) builder.build(parameters(target, candidates, anchors, at));
      return valid(found);
    } catch (GeneralSecurityException e) {
      return new Invalid(rootCause(e));
    }
  }

  /**
   * Validates this very path. The JDK's builder finds none for a certificate whose issuer has the
   * same name and key as another certificate of the path, which is how roots of a roll-over certify
   * each other (RFC 4210 4.4).
   *
   * @param path from the target up, without the anchor
   */
  static boolean isValid(List<X509Certificate> path, X509Certificate anchor, Instant at) {
    try {
      var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, nameConstraints(anchor))));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static CertificatePath valid(PKIXCertPathBuilderResult found) {
    return new Valid(
        found.getCertPath().getCertificates().stream().map(X509Certificate.class::cast).toList(),
        found.getTrustAnchor().getTrustedCert());
  }

  private static PKIXBuilderParameters parameters(
      X509Certificate target,
      Collection<X509Certificate> candidates,
      Collection<X509Certificate> anchors,
      Instant at)
      throws GeneralSecurityException {
    var selector = new X509CertSelector();
    selector.setCertificate(target);
    Set<TrustAnchor> trusted =
        anchors.stream()
            .map(a -> new TrustAnchor(a, nameConstraints(a)))
            .collect(Collectors.toSet());
    var parameters = new PKIXBuilderParameters(trusted, selector);
    parameters.addCertStore(
        CertStore.getInstance(
            "Collection", new CollectionCertStoreParameters(withoutRoots(candidates))));
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(target))));
    parameters.setRevocationEnabled(false);
    parameters.setMaxPathLength(MAX_INTERMEDIATES);
    parameters.setDate(Date.from(at));
    return parameters;
  }

  /**
   * A self-signed certificate is an anchor or nothing. Beside its own link of a roll-over, which
   * has the same name and key, it leads the JDK's builder into a dead end.
   */
  private static List<X509Certificate> withoutRoots(Collection<X509Certificate> candidates) {
    return candidates.stream().filter(c -> !CaCertificates.isSelfSigned(c)).toList();
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
