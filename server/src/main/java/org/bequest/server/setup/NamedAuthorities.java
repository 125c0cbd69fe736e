package org.bequest.server.setup;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.server.auth.Anchors;
import org.bouncycastle.cert.X509CertificateHolder;

/** The authorities that a handshake names to clients; decoded again only when there are others. */
final class NamedAuthorities implements Supplier<List<X509Certificate>> {
  private final List<Anchors> anchors;
  private volatile Known known = new Known(List.of(), List.of());

  /**
   * @param of what each of the anchors said
   */
  private record Known(List<List<X509CertificateHolder>> of, List<X509Certificate> decoded) {
    /** Each says the same list as long as nothing changes: a look at it costs nothing. */
    boolean isOf(List<Anchors> anchors) {
      boolean same = of.size() == anchors.size();
      for (int i = 0; same && i < of.size(); i++) {
        same = anchors.get(i).authorities().equals(of.get(i));
      }
      return same;
    }
  }

  NamedAuthorities(Collection<Anchors> anchors) {
    this.anchors = List.copyOf(anchors);
  }

  @Override
  public List<X509Certificate> get() {
    Known present = known;
    if (!present.isOf(anchors)) {
      List<List<X509CertificateHolder>> now = anchors.stream().map(Anchors::authorities).toList();
      present =
          new Known(
              now,
              now.stream()
                  .flatMap(List::stream)
                  .distinct()
                  .map(NamedAuthorities::decoded)
                  .toList());
      known = present;
    }
    return present.decoded();
  }

  private static X509Certificate decoded(X509CertificateHolder certificate) {
    try {
      return CertificatePem.decodeDer(certificate.getEncoded());
    } catch (IOException | MalformedException e) {
      throw new IllegalStateException("an authority's certificate cannot be read again", e);
    }
  }
}
