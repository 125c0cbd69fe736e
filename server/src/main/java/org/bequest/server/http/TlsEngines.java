package org.bequest.server.http;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.bequest.crypto.tls.TlsProvider;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Makes the engines of a listener by our own provider instead of Jetty's settings, and gives back
 * what they hold when their connection is gone.
 */
final class TlsEngines extends SslContextFactory.Server implements Connection.Listener {
  private final TlsProvider tls;
  private final SSLContext context;

  TlsEngines(TlsProvider tls, SSLContext context) {
    this.tls = tls;
    this.context = context;
    setSslContext(context);
  }

  @Override
  public SSLEngine newSSLEngine() {
    SSLEngine engine = context.createSSLEngine();
    tls.prepareServer(engine);
    return engine;
  }

  /** Without the peer's address: looking up its name would cost a query. */
  @Override
  public SSLEngine newSSLEngine(InetSocketAddress address) {
    return newSSLEngine();
  }

  @Override
  public SSLEngine newSSLEngine(String host, int port) {
    return newSSLEngine();
  }

  @Override
  public void customize(SSLEngine engine) {}

  /** Jetty would look at settings of its own, which are not used. */
  @Override
  protected void checkConfiguration() {}

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof SslConnection ssl) {
      tls.release(ssl.getSSLEngine());
    }
  }
}
