package org.bequest.client.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a path, signature by signature, and has each that reaches an anchor validated. The
 * JDK's own builder goes by names, and in a roll-over, where four certificates have one name and
 * two keys (RFC 4210 4.4), finds a path or none depending on their order.
 */
final class PathSearch {
  private static final int MOST_SIGNATURES = 200;

  private final Collection<X509Certificate> candidates;
  private final Collection<X509Certificate> anchors;
  private final Instant at;
  private String why = "no path leads to a trust anchor";
  private int signatures;

  PathSearch(
      Collection<X509Certificate> candidates, Collection<X509Certificate> anchors, Instant at) {
    this.candidates = candidates;
    this.anchors = anchors;
    this.at = at;
  }

  CertificatePath from(X509Certificate target) {
    return search(List.of(target))
        .<CertificatePath>map(valid -> valid)
        .orElseGet(() -> new CertificatePath.Invalid(why));
  }

  private Optional<CertificatePath.Valid> search(List<X509Certificate> path) {
    X509Certificate last = path.getLast();
    for (X509Certificate anchor : anchors) {
      if (issued(anchor, last) && isValid(path, anchor)) {
        return Optional.of(new CertificatePath.Valid(path, anchor));
      }
    }
    if (path.size() > CertificatePath.MAX_INTERMEDIATES) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(c -> !path.contains(c) && issued(c, last))
        .flatMap(c -> search(extended(path, c)).stream())
        .findFirst();
  }

  private boolean isValid(List<X509Certificate> path, X509Certificate anchor) {
    Optional<String> fault = CertificatePath.fault(path, anchor, at);
    fault.ifPresent(f -> why = f);
    return fault.isEmpty();
  }

  private boolean issued(X509Certificate issuer, X509Certificate subject) {
    if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())
        || signatures++ > MOST_SIGNATURES) {
      return false;
    }
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static List<X509Certificate> extended(List<X509Certificate> path, X509Certificate next) {
    List<X509Certificate> extended = new ArrayList<>(path);
    extended.add(next);
    return extended;
  }
}
