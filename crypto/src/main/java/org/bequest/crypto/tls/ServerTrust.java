package org.bequest.crypto.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Stands before the client's own decision on a server. On TLS 1.3 Conscrypt says authentication
 * type {@code GENERIC}, which the JDK's trust managers refuse: they say {@code UNKNOWN}. The engine
 * and the socket go through, since the host name check needs them.
 */
final class ServerTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager delegate;
  private final Consumer<Object> onFullHandshake;

  /**
   * @param onFullHandshake is told of the engine or socket whose server is looked at
   */
  ServerTrust(X509ExtendedTrustManager delegate, Consumer<Object> onFullHandshake) {
    this.delegate = delegate;
    this.onFullHandshake = onFullHandshake;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    delegate.checkServerTrusted(chain, translated(authType));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    onFullHandshake.accept(socket);
    delegate.checkServerTrusted(chain, translated(authType), socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    onFullHandshake.accept(engine);
    delegate.checkServerTrusted(chain, translated(authType), engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    delegate.checkClientTrusted(chain, translated(authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    delegate.checkClientTrusted(chain, translated(authType), socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    delegate.checkClientTrusted(chain, translated(authType), engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return delegate.getAcceptedIssuers();
  }

  private static String translated(String authType) {
    return authType.equals("GENERIC") ? "UNKNOWN" : authType;
  }
}
