package org.bequest.server.auth;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.bequest.store.CertificateStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The TLS client certificate (RFC 7030 3.3.2), of this service's own authority or of others that
 * the label names. Each set of anchors is asked in its order; a certificate that is of none of them
 * is as good as none.
 */
public final class ClientCertificate implements Authenticator {
  private final List<Anchors> anchors;

  public ClientCertificate(List<Anchors> anchors) {
    this.anchors = List.copyOf(anchors);
  }

  /** For certificates of these authorities of our own alone. */
  public ClientCertificate(
      Supplier<List<X509CertificateHolder>> issuers, CertificateStore store, InstantSource clock) {
    this(List.of(new OwnAnchors(issuers, store, clock)));
  }

  @Override
  public Verdict authenticate(Presented presented) {
    return presented.chain().isEmpty() ? Verdict.NOT_MINE : judge(presented.chain());
  }

  @Override
  public Verdict signed(List<X509CertificateHolder> signer) {
    return judge(signer);
  }

  @Override
  public Verdict suppose(Supposed who) {
    return who.chain().isEmpty() ? Verdict.NOT_MINE : judge(who.chain());
  }

  private Verdict judge(List<X509CertificateHolder> chain) {
    for (Anchors some : anchors) {
      Verdict verdict = some.judge(chain);
      if (!(verdict instanceof Verdict.NotMine)) {
        return verdict;
      }
    }
    return Verdict.NOT_MINE;
  }
}
