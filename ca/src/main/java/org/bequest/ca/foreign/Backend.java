package org.bequest.ca.foreign;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * An authority elsewhere, as {@link ForeignCa} uses it. Safe for concurrent use; blocks, within its
 * own limits.
 */
public interface Backend {
  Reply submit(Order order);

  /** Its certificates up to the root; believed. */
  List<X509CertificateHolder> caCertificates();

  /** DER of the CsrAttrs that it wants; empty when it has nothing to say of them. */
  Optional<byte[]> csrAttributes();
}
