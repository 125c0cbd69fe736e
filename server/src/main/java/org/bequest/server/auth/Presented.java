package org.bequest.server.auth;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What a request brings to prove who sends it.
 *
 * @param label name of the label that it is for
 * @param chain what the TLS client presented, its own certificate first; possession of that key is
 *     proven by the handshake, nothing else is
 * @param password user name and password of HTTP Basic
 * @param remoteAddress for limits, never for identity
 */
public record Presented(
    String label,
    List<X509CertificateHolder> chain,
    Optional<BasicCredentials> password,
    String remoteAddress) {
  public Presented {
    chain = List.copyOf(chain);
  }
}
