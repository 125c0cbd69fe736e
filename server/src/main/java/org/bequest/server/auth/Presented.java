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
 * @param remoteAddress for limits, never for identity
 */
public record Presented(
    String label, Http http, List<X509CertificateHolder> chain, String remoteAddress) {
  public Presented {
    chain = List.copyOf(chain);
  }

  /**
   * The part of HTTP.
   *
   * @param target path and query of the request line, as received
   * @param authorization the header, scheme and all; its secrets are for authenticators only
   */
  public record Http(String method, String target, Optional<String> authorization) {
    @Override
    public String toString() {
      return "Http[" + method + " " + target + "]";
    }
  }

  /** User name and password of HTTP Basic, if that is what the header holds. */
  public Optional<BasicCredentials> password() {
    return http.authorization().flatMap(BasicCredentials::parse);
  }
}
