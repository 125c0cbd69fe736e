package org.bequest.client;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bequest.client.trust.ServerAuthorization;

/**
 * Lets TLS ask our own rules about the server's certificate. The host name is part of them, so the
 * check of the TLS stack stays switched off.
 */
final class ServerTrust extends X509ExtendedTrustManager {
  /** Throws when the server that presents this chain must not be spoken to. */
  interface Check {
    ServerAuthorization check(List<X509Certificate> chain) throws CertificateException;
  }

  private final Check check;
  private final List<X509Certificate> named;

  /**
   * @param named authorities that TLS tells the server (RFC 7030 4.1.3); none for silence
   */
  ServerTrust(Check check, List<X509Certificate> named) {
    this.check = check;
    this.named = List.copyOf(named);
  }

  ServerAuthorization authorise(List<X509Certificate> chain) throws CertificateException {
    if (chain.isEmpty()) {
      throw new CertificateException("the server has no certificate");
    }
    return check.check(chain);
  }

  private void check(List<X509Certificate> chain) throws CertificateException {
    var _ = authorise(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(List.of(chain));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(List.of(chain));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(List.of(chain));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return named.toArray(X509Certificate[]::new);
  }

  private static CertificateException noServer() {
    return new CertificateException("this is a client");
  }
}
