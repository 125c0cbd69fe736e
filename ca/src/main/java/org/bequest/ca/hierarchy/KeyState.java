package org.bequest.ca.hierarchy;

import java.util.List;
import org.bequest.store.AuthorityKeys.Row;
import org.bequest.store.CertificateStore.Outstanding;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * One key of an authority, and what is in use under it.
 *
 * @param chain the key's certificate first, the root last; empty when the key is retired
 */
public record KeyState(Row row, List<X509CertificateHolder> chain, Outstanding outstanding) {
  public KeyState {
    chain = List.copyOf(chain);
  }
}
