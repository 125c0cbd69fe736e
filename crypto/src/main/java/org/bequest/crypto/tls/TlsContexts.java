package org.bequest.crypto.tls;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.bequest.crypto.Providers;

/** What both providers set up alike. */
final class TlsContexts {
  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private TlsContexts() {}

  static SSLContext create(Provider provider, KeyManager keys, TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS", provider);
      context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, Providers.random());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider.getName() + " makes no TLS context", e);
    }
  }

  /**
   * Told by the cipher suite: the protocol's name may say TLSv1.2 on a TLS 1.3 connection when
   * somebody asked for it during the handshake.
   */
  static boolean isTls13(SSLSession session) {
    String suite = session.getCipherSuite();
    return suite.startsWith("TLS_") && !suite.contains("_WITH_");
  }

  /** Before the handshake is done there is no suite, and no binding. */
  static boolean isConnected(SSLSession session) {
    return TlsPolicy.CIPHER_SUITES.contains(session.getCipherSuite());
  }

  static void prepareServer(SSLEngine engine) {
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    applyPolicy(parameters, engine.getSupportedCipherSuites());
    parameters.setUseCipherSuitesOrder(true);
    parameters.setWantClientAuth(true);
    engine.setSSLParameters(parameters);
  }

  static void prepareClient(SSLSocket socket, String host) {
    socket.setUseClientMode(true);
    SSLParameters parameters = socket.getSSLParameters();
    applyPolicy(parameters, socket.getSupportedCipherSuites());
    if (!IP_ADDRESS.matcher(host).matches()) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    socket.setSSLParameters(parameters);
    setNoDelay(socket);
  }

  /** Without it a short answer after the handshake waits 40 ms for an acknowledgement. */
  private static void setNoDelay(SSLSocket socket) {
    try {
      socket.setTcpNoDelay(true);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void applyPolicy(SSLParameters parameters, String[] supportedSuites) {
    parameters.setProtocols(TlsPolicy.versions());
    parameters.setCipherSuites(TlsPolicy.cipherSuites(supportedSuites));
  }
}
