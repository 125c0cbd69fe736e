package org.bequest.server.anchor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.crypto.Signatures;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Looks for a path from a client's certificate up to an anchor. The other certificates that the
 * client sent are material for it and nothing else (security rule S-06). They are a stranger's, so
 * a search ends after a number of signatures, whatever they look like.
 */
final class PathFinder {
  private static final int LONGEST = 6;
  private static final int MOST_SIGNATURES = 24;

  private final List<X509CertificateHolder> anchors;
  private final List<X509CertificateHolder> intermediates;

  PathFinder(List<X509CertificateHolder> anchors, List<X509CertificateHolder> intermediates) {
    this.anchors = List.copyOf(anchors);
    this.intermediates = List.copyOf(intermediates);
  }

  List<X509CertificateHolder> anchors() {
    return anchors;
  }

  /**
   * From the certificate to an anchor, both included, valid by RFC 5280 section 6.
   *
   * @param presented the certificate itself, then what else came with it
   */
  Optional<List<X509CertificateHolder>> find(
      List<X509CertificateHolder> presented, PathCheck check) {
    List<X509CertificateHolder> material =
        Stream.concat(intermediates.stream(), presented.stream().skip(1)).toList();
    return new Search(material, check).from(List.of(presented.getFirst()));
  }

  private final class Search {
    private final List<X509CertificateHolder> material;
    private final PathCheck check;
    private int signatures;

    Search(List<X509CertificateHolder> material, PathCheck check) {
      this.material = material;
      this.check = check;
    }

    Optional<List<X509CertificateHolder>> from(List<X509CertificateHolder> path) {
      for (X509CertificateHolder anchor : anchors) {
        List<X509CertificateHolder> whole = with(path, anchor);
        if (leads(path.getLast(), anchor) && check.isValid(whole)) {
          return Optional.of(whole);
        }
      }
      if (path.size() == LONGEST) {
        return Optional.empty();
      }
      for (X509CertificateHolder next : material) {
        if (!path.contains(next) && leads(path.getLast(), next)) {
          Optional<List<X509CertificateHolder>> found = from(with(path, next));
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    }

    private boolean leads(X509CertificateHolder certificate, X509CertificateHolder issuer) {
      return issuer.getSubject().equals(certificate.getIssuer())
          && signatures++ < MOST_SIGNATURES
          && isSignedBy(certificate, issuer);
    }
  }

  private static List<X509CertificateHolder> with(
      List<X509CertificateHolder> path, X509CertificateHolder next) {
    List<X509CertificateHolder> longer = new ArrayList<>(path);
    longer.add(next);
    return List.copyOf(longer);
  }

  /** By a key and an algorithm that this service takes: not by SHA-1, whatever the JDK allows. */
  private static boolean isSignedBy(
      X509CertificateHolder certificate, X509CertificateHolder issuer) {
    try {
      return Signatures.verify(
              issuer.getSubjectPublicKeyInfo(),
              certificate.getSignatureAlgorithm(),
              certificate.toASN1Structure().getTBSCertificate().getEncoded(ASN1Encoding.DER),
              certificate.toASN1Structure().getSignature().getBytes())
          == Signatures.Verdict.VALID;
    } catch (IOException _) {
      return false;
    }
  }
}
