package org.bequest.server.auth;

import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/** Whose certificates count as credentials under a label, and what one of them is worth. */
public interface Anchors {
  /**
   * @param presented the client's certificate, then what else it sent; never empty
   */
  Verdict judge(List<X509CertificateHolder> presented);

  /** Whom the handshake names as acceptable authorities. */
  List<X509CertificateHolder> authorities();
}
