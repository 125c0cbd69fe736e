package org.bequest.ca.est;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.client.trust.CaCertificates;
import org.bequest.client.trust.CertificatePath;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What of another server's /cacerts is believed: what leads to a configured anchor, and a new root
 * whose key one of those certifies (RFC 4210 4.4, NewWithOld).
 */
final class BelievedCertificates {
  private BelievedCertificates() {}

  /** The anchors alone when the server says nothing that leads to one of them. */
  static List<X509CertificateHolder> of(
      CaCertificates offered, List<X509Certificate> anchors, Instant now) {
    List<X509Certificate> led =
        offered.certificates().stream()
            .filter(c -> anchors.contains(c) || leads(c, offered.certificates(), anchors, now))
            .toList();
    List<X509Certificate> newRoots =
        offered.roots().stream()
            .filter(root -> led.stream().anyMatch(c -> certifiesKeyOf(c, root)))
            .toList();
    List<X509Certificate> believed =
        Stream.concat(led.stream(), newRoots.stream()).distinct().toList();
    return holders(withRoots(believed, anchors));
  }

  /** Some servers leave the root out, against RFC 7030 4.1.3. */
  private static List<X509Certificate> withRoots(
      List<X509Certificate> believed, List<X509Certificate> anchors) {
    boolean hasRoot = !new CaCertificates(believed).roots().isEmpty();
    return hasRoot ? believed : Stream.concat(believed.stream(), anchors.stream()).toList();
  }

  private static boolean leads(
      X509Certificate certificate,
      List<X509Certificate> offered,
      List<X509Certificate> anchors,
      Instant now) {
    return CertificatePath.build(certificate, offered, anchors, now)
        instanceof CertificatePath.Valid;
  }

  private static boolean certifiesKeyOf(X509Certificate link, X509Certificate root) {
    return link.getSubjectX500Principal().equals(root.getSubjectX500Principal())
        && link.getPublicKey().equals(root.getPublicKey());
  }

  static List<X509CertificateHolder> holders(List<X509Certificate> certificates) {
    List<X509CertificateHolder> holders = new ArrayList<>();
    try {
      for (X509Certificate certificate : certificates) {
        holders.add(new X509CertificateHolder(Certificate.getInstance(certificate.getEncoded())));
      }
      return holders;
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }
}
