package org.bequest.client.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * What /cacerts answered (RFC 7030 4.1.3), in any order: roots, intermediates, and during a
 * roll-over the link certificates of RFC 4210 4.4.
 */
public record CaCertificates(List<X509Certificate> certificates) {
  public CaCertificates {
    certificates = List.copyOf(certificates);
  }

  /** Self-signed certificates, the newest first: the one with the latest notAfter. */
  public List<X509Certificate> roots() {
    return certificates.stream()
        .filter(CaCertificates::isSelfSigned)
        .sorted(Comparator.comparing(X509Certificate::getNotAfter).reversed())
        .toList();
  }

  public Optional<X509Certificate> newestRoot() {
    return roots().stream().findFirst();
  }

  /** Everything that is not self-signed: intermediates and link certificates. */
  public List<X509Certificate> intermediates() {
    return certificates.stream().filter(c -> !isSelfSigned(c)).toList();
  }

  /**
   * Only the newest root and what a valid path leads from to it (RFC 7030 4.1.3): the rest of an
   * unauthenticated bag is worth nothing.
   */
  public CaCertificates under(X509Certificate root, Instant at) {
    return new CaCertificates(
        certificates.stream()
            .filter(c ->
                c.equals(root)
                    || CertificatePath.build(c, certificates, List.of(root), at)
                        instanceof CertificatePath.Valid)
            .toList());
  }

  /**
   * Roots as Explicit anchors, the rest to complete paths (RFC 7030 4.1.3). For what a bootstrap
   * returned, whose root was approved; an answer as it came is for {@link AnchorUpdate}.
   */
  public TrustAnchors asExplicitAnchors() {
    return TrustAnchors.explicit(roots()).withIntermediates(intermediates());
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    return issuer(certificate).equals(subject(certificate)) && verifiesItself(certificate);
  }

  private static boolean verifiesItself(X509Certificate certificate) {
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (java.security.GeneralSecurityException e) {
      return false;
    }
  }

  private static X500Name subject(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  private static X500Name issuer(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
  }
}
