package org.bequest.crypto.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key and the certificates that speak for it.
 *
 * @param chain the end-entity certificate first, each next one its issuer, without the root
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  public TlsIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("an identity has at least its own certificate");
    }
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  @Override
  public String toString() {
    return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
  }
}
