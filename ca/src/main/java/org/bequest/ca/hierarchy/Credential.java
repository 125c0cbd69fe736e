package org.bequest.ca.hierarchy;

import java.security.PrivateKey;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A new key of the service itself, with its certificate first and its issuers after it, the root
 * last.
 */
public record Credential(PrivateKey key, List<X509CertificateHolder> chain) {
  public Credential {
    chain = List.copyOf(chain);
  }

  @Override
  public String toString() {
    return "Credential[" + chain.getFirst().getSubject() + "]";
  }
}
