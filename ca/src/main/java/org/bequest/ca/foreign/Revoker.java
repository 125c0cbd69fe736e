package org.bequest.ca.foreign;

import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/** Has certificates revoked by an authority elsewhere. */
public interface Revoker {
  /**
   * @param reason in the words of RFC 5280 5.3.1: {@code keyCompromise}
   * @return empty when it is revoked, else one clause that says why not
   */
  Optional<String> revoke(X509CertificateHolder certificate, String reason, String actor);
}
