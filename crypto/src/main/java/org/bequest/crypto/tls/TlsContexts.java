package org.bequest.crypto.tls;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
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
  }

  private static void applyPolicy(SSLParameters parameters, String[] supportedSuites) {
    parameters.setProtocols(TlsPolicy.versions());
    parameters.setCipherSuites(TlsPolicy.cipherSuites(supportedSuites));
  }
}
