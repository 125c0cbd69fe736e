package org.bequest.ca.signer;

import java.util.List;
import org.bequest.ca.Issuer;
import org.bouncycastle.cert.X509CertificateHolder;

/** A certificate authority's key with its certificate and the way up to the root. */
public final class IssuingKey {
  private final Issuer issuer;
  private final List<X509CertificateHolder> chain;

  IssuingKey(Issuer issuer, List<X509CertificateHolder> chain) {
    this.issuer = issuer;
    this.chain = List.copyOf(chain);
  }

  public Issuer issuer() {
    return issuer;
  }

  public X509CertificateHolder certificate() {
    return chain.getFirst();
  }

  /** The key's own certificate first, the root last. */
  public List<X509CertificateHolder> chain() {
    return chain;
  }
}
