package org.bequest.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.net.ssl.SSLContext;
import org.bequest.crypto.tls.TlsProvider;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * HTTPS on one address: HTTP/1.1 only, no ALPN, so that no request shares its TLS connection with
 * another at the same moment (RFC 9266 4.2 and the channel binding depend on it).
 */
public final class HttpListener implements AutoCloseable {
  private final Server server;
  private final ServerConnector connector;

  private HttpListener(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Where to listen and by what means.
   *
   * @param name of the threads
   * @param port 0 for any that is free
   * @param context made by the same provider
   */
  public record Settings(
      String name, String host, int port, TlsProvider tls, SSLContext context, Limits limits) {}

  /**
   * Binds and serves.
   *
   * @throws UncheckedIOException when the address cannot be had, with one sentence for the operator
   */
  public static HttpListener start(Settings settings, HttpService service) {
    Server server = new Server(threads(settings.name()));
    ServerConnector connector = connector(server, settings);
    server.addConnector(connector);
    server.setErrorHandler(new PlainErrors(service, settings.tls()));
    server.setHandler(new GracefulHandler(new ServiceHandler(service, settings.tls())));
    server.setStopTimeout(settings.limits().stop().toMillis());
    server.addBean(new NetworkConnectionLimit(settings.limits().connections(), connector));
    connector.addBean(
        new SlowSenders(connector, server.getScheduler(), settings.limits().request()));
    HttpListener listener = new HttpListener(server, connector);
    listener.open(settings);
    return listener;
  }

  private static QueuedThreadPool threads(String name) {
    QueuedThreadPool pool = new QueuedThreadPool(64, 8);
    pool.setName(name);
    pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor(name + "-v"));
    return pool;
  }

  private static ServerConnector connector(Server server, Settings settings) {
    TlsEngines engines = new TlsEngines(settings.tls(), settings.context());
    // The JDK would let a TLS 1.2 client renegotiate, which changes tls-unique (RFC 5929 3.1).
    engines.setRenegotiationAllowed(false);
    SslConnectionFactory tls = new SslConnectionFactory(engines, "http/1.1");
    tls.setEnsureSecureRequestCustomizer(false);
    HttpConnectionFactory http = new HttpConnectionFactory(http(settings.limits()));
    ServerConnector connector = new ServerConnector(server, 1, 1, tls, http);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setAcceptedTcpNoDelay(true);
    connector.setAcceptQueueSize(1024);
    connector.setIdleTimeout(settings.limits().idle().toMillis());
    connector.addBean(engines);
    return connector;
  }

  private static HttpConfiguration http(Limits limits) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(limits.headerBytes());
    http.setHttpCompliance(HttpCompliance.RFC9110);
    // The path is judged by formats.wire.Target, which sees it as it came.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setPersistentConnectionsEnabled(true);
    return http;
  }

  private void open(Settings settings) {
    try {
      connector.open();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
    } catch (Exception e) {
      throw new IllegalStateException("the listener " + settings.name() + " did not start", e);
    }
  }

  /** The port that was bound. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Connections that are open now. */
  public int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /** Takes no new connection, lets requests end within the limit, and then closes everything. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the listener did not stop cleanly", e);
    }
  }
}
