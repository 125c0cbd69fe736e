package org.bequest.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.bequest.client.trust.ServerAuthorization;
import org.bequest.client.trust.ServerVerifier;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to servers that are authorised, and for the bootstrap to one that is not. */
final class Connector {
  private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
  private static final String INDICATION = "jdk.tls.client.enableCAExtension";

  private record Peer(Origin origin, TlsIdentities identities) {}

  /** How one origin is met: whom to believe there, and with what context. */
  private record Route(Origin origin, ServerTrust trust, SSLContext context) {}

  private final ClientSettings settings;
  private final TlsProvider tls;
  private final ServerVerifier verifier;
  private final Map<Peer, Route> routes = new HashMap<>();

  Connector(ClientSettings settings) {
    this.settings = settings;
    this.tls = settings.trust().indicated() ? indicating() : settings.tls();
    this.verifier = new ServerVerifier(settings.trust(), settings.clock());
  }

  /**
   * RFC 7030 4.1.3 has the client name its anchors by trusted_ca_keys, for which TLS 1.3 has
   * certificate_authorities. Conscrypt can send neither; the JDK sends the latter when the virtual
   * machine was started with this property.
   */
  private static TlsProvider indicating() {
    if (!Boolean.getBoolean(INDICATION)) {
      LOG.warn(
          "The server is not told which authorities count: start Java with -D{}=true", INDICATION);
    }
    return TlsProviders.jsse();
  }

  /**
   * A connection to a server that passed RFC 7030 3.3.1 and 3.6.
   *
   * @param identities what the server may see of this client
   */
  TlsConnection open(Origin origin, TlsIdentities identities) {
    return connect(
        routes.computeIfAbsent(
            new Peer(origin, identities), _ -> route(origin, authorised(origin), identities)));
  }

  /** A connection to anybody: for /cacerts in the bootstrap of RFC 7030 4.1.1 and nothing else. */
  TlsConnection openProvisionally(Origin origin) {
    return connect(
        route(
            origin,
            new ServerTrust(_ -> ServerAuthorization.PROVISIONAL, List.of()),
            TlsIdentities.none()));
  }

  private ServerTrust authorised(Origin origin) {
    var trust = settings.trust();
    return new ServerTrust(
        chain -> verifier.verify(chain, origin.host()),
        trust.indicated() ? trust.explicit() : List.of());
  }

  private Route route(Origin origin, ServerTrust trust, TlsIdentities identities) {
    return new Route(origin, trust, tls.clientContext(identities, trust));
  }

  private TlsConnection connect(Route route) {
    Origin origin = route.origin();
    try {
      Socket tcp = tcp(origin);
      try {
        return handshake(route, tcp);
      } catch (IOException | RuntimeException e) {
        tcp.close();
        throw e;
      }
    } catch (IOException e) {
      throw Failure.of(e, "cannot connect to " + origin.authority());
    }
  }

  /** To the server itself, or through the proxy, which then resolves the server's name. */
  private Socket tcp(Origin origin) throws IOException {
    Optional<HttpProxy> proxy = settings.proxy();
    if (proxy.isEmpty()) {
      return tcp(origin.host(), origin.port());
    }
    Socket socket = toProxy(proxy.get());
    try (var _ = Alarm.closing(socket, settings.limits().total())) {
      Tunnel.open(socket, proxy.get(), origin);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private Socket toProxy(HttpProxy proxy) throws IOException {
    try {
      return tcp(proxy.host(), proxy.port());
    } catch (IOException e) {
      throw new IOException("the proxy " + proxy + " cannot be reached", e);
    }
  }

  /** Tries the addresses of the host in their order; the last failure is the one that is told. */
  private Socket tcp(String host, int port) throws IOException {
    IOException failure = new IOException("no address");
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(millis(settings.limits().read()));
        socket.connect(new InetSocketAddress(address, port), millis(settings.limits().connect()));
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private TlsConnection handshake(Route route, Socket tcp) throws IOException {
    Origin origin = route.origin();
    var socket =
        (SSLSocket)
            route
                .context()
                .getSocketFactory()
                .createSocket(tcp, origin.host(), origin.port(), true);
    try (var _ = Alarm.closing(tcp, settings.limits().total())) {
      tls.prepareClient(socket, origin.host());
      socket.startHandshake();
      var met = new TlsConnection.Met(origin, confirmed(route.trust(), socket));
      return new TlsConnection(met, tcp, socket, tls.channelBinding(socket));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** A resumed session does not ask the trust manager, and its certificate may have expired. */
  private static ServerAuthorization confirmed(ServerTrust trust, SSLSocket socket)
      throws IOException {
    List<X509Certificate> chain =
        Arrays.stream(socket.getSession().getPeerCertificates())
            .map(X509Certificate.class::cast)
            .toList();
    try {
      return trust.authorise(chain);
    } catch (CertificateException e) {
      throw new SSLHandshakeException(e.getMessage(), e);
    }
  }

  private static int millis(Duration time) {
    return (int) Math.min(time.toMillis(), Integer.MAX_VALUE);
  }
}
