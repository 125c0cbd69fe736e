package org.bequest.crypto.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.ChannelBinding.Kind;
import org.bequest.crypto.tls.EngineServer.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TlsProviderTest {
  private static final TlsProvider CONSCRYPT = TlsProviders.conscrypt().orElseThrow();
  private static final TlsProvider JSSE = TlsProviders.jsse();
  private static final String TLS12 = "TLSv1.2";
  private static final String TLS13 = "TLSv1.3";

  private final TlsIdentity server = Certificates.selfSigned("localhost", KeyAlgorithm.P256);
  private final TlsIdentity device = Certificates.selfSigned("device-1", KeyAlgorithm.P256);

  static Stream<TlsProvider> providers() {
    return Stream.of(CONSCRYPT, JSSE);
  }

  /** Server, client, version. */
  static Stream<Arguments> pairs() {
    return providers()
        .flatMap(server ->
            providers()
                .flatMap(client ->
                    Stream.of(TLS12, TLS13).map(version -> Arguments.of(server, client, version))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Requirement({"R7030-3.5-6", "R9266-2-1"})
  void bothEndsKnowTheSameBindingAlsoWhenASessionIsResumed(
      TlsProvider serverSide, TlsProvider clientSide, String version) throws Exception {
    SSLContext serverContext = serverSide.serverContext(TlsIdentities.of(server), List::of);
    PinnedServer trust = new PinnedServer(server.certificate());
    SSLContext clientContext = clientSide.clientContext(TlsIdentities.of(device), trust);
    Kind kind = version.equals(TLS12) ? Kind.TLS_UNIQUE : Kind.TLS_EXPORTER;
    try (EngineServer listening = EngineServer.start(serverSide, serverContext, _ -> {})) {
      Exchange full = exchange(clientSide, clientContext, listening, version);
      Exchange resumed = exchange(clientSide, clientContext, listening, version);
      Exchange again = exchange(clientSide, clientContext, listening, version);

      for (Exchange exchange : List.of(full, resumed, again)) {
        assertThat(exchange.atClient()).isPresent().isEqualTo(exchange.seen().binding());
        assertThat(exchange.atClient().orElseThrow().kind()).isEqualTo(kind);
        assertThat(exchange.seen().session().orElseThrow().getPeerCertificates()[0])
            .isEqualTo(device.certificate());
      }
      assertThat(trust.authTypes).as("full handshakes").hasSize(1);
      assertThat(full.atClient()).isNotEqualTo(resumed.atClient());
      assertThat(resumed.atClient()).isNotEqualTo(again.atClient());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aClientWithoutACertificateIsServed(
      TlsProvider serverSide, TlsProvider clientSide, String version) throws Exception {
    SSLContext serverContext = serverSide.serverContext(TlsIdentities.of(server), List::of);
    PinnedServer trust = new PinnedServer(server.certificate());
    SSLContext clientContext = clientSide.clientContext(TlsIdentities.none(), trust);
    try (EngineServer listening = EngineServer.start(serverSide, serverContext, _ -> {})) {
      Exchange exchange = exchange(clientSide, clientContext, listening, version);

      SSLSession session = exchange.seen().session().orElseThrow();
      assertThatThrownBy(session::getPeerCertificates)
          .isInstanceOf(SSLPeerUnverifiedException.class);
      assertThat(trust.authTypes).doesNotContain("GENERIC").isNotEmpty();
      assertThat(trust.connections).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aServerThatTheClientDoesNotTrustIsLeft(
      TlsProvider serverSide, TlsProvider clientSide, String version) throws Exception {
    SSLContext serverContext = serverSide.serverContext(TlsIdentities.of(server), List::of);
    SSLContext clientContext =
        clientSide.clientContext(TlsIdentities.none(), new PinnedServer(device.certificate()));
    try (EngineServer listening = EngineServer.start(serverSide, serverContext, _ -> {})) {
      assertThatThrownBy(() -> exchange(clientSide, clientContext, listening, version))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aReplacedIdentityIsShownFromTheNextHandshakeOn(TlsProvider provider) throws Exception {
    TlsIdentities identities = TlsIdentities.of(server);
    TlsIdentity renewed = Certificates.selfSigned("localhost", KeyAlgorithm.RSA_2048);
    SSLContext serverContext = provider.serverContext(identities, List::of);
    try (EngineServer listening = EngineServer.start(provider, serverContext, _ -> {})) {
      assertThat(shown(provider, listening, server)).isEqualTo(server.certificate());
      identities.replace(List.of(renewed));
      assertThat(shown(provider, listening, renewed)).isEqualTo(renewed.certificate());
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aHandshakeThatChoseBeforeAReplacementStillFindsItsKey(TlsProvider provider) {
    TlsIdentities identities = TlsIdentities.of(server);
    IdentityKeys keys = new IdentityKeys(identities, _ -> {});
    SSLEngine engine = provider.serverContext(identities, List::of).createSSLEngine();
    String alias = keys.chooseEngineServerAlias("EC", null, engine);
    assertThat(alias).isNotNull();

    identities.replace(List.of(device));

    assertThat(keys.getPrivateKey(Objects.requireNonNull(alias))).isEqualTo(server.key());
    provider.release(engine);
  }

  @Test
  void aClientPrefersTheIdentityUnderAnAuthorityThatTheServerNames() {
    TlsIdentity other = Certificates.selfSigned("device-2", KeyAlgorithm.P256);
    IdentityKeys keys = new IdentityKeys(new TlsIdentities(List.of(device, other)), _ -> {});
    String[] types = {"EC"};
    Principal[] named = {other.certificate().getIssuerX500Principal()};

    assertThat(keys.chooseClientAlias(types, named, new Socket())).isEqualTo("1.1");
    assertThat(keys.chooseClientAlias(types, null, new Socket())).isEqualTo("1.0");
    assertThat(keys.chooseClientAlias(new String[] {"RSA"}, null, new Socket())).isNull();
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement({"R7030-3.2.3-3", "R7030-3.3-2", "R7030-3.3-6"})
  void onlyForwardSecretAuthenticatedCiphersAreOffered(TlsProvider provider) {
    SSLEngine engine = provider.serverContext(TlsIdentities.of(server), List::of).createSSLEngine();
    provider.prepareServer(engine);

    assertThat(engine.getEnabledCipherSuites())
        .isNotEmpty()
        .allMatch(suite -> suite.contains("GCM") || suite.contains("CHACHA20"))
        .noneMatch(suite -> suite.startsWith("TLS_RSA") || suite.contains("_anon_"));
    assertThat(engine.getEnabledProtocols()).containsExactlyInAnyOrder(TLS12, TLS13);
    assertThat(engine.getWantClientAuth()).isTrue();
    assertThat(engine.getNeedClientAuth()).isFalse();
    provider.release(engine);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void beforeTheHandshakeThereIsNoBinding(TlsProvider provider) {
    SSLEngine engine = provider.serverContext(TlsIdentities.of(server), List::of).createSSLEngine();
    provider.prepareServer(engine);

    assertThat(provider.channelBinding(engine)).isEmpty();
    provider.release(engine);
  }

  @Test
  void aChainBeyondTheBoundsIsRefusedInTheHandshake() {
    PresentedCertificates trust = new PresentedCertificates(List::of);
    X509Certificate[] long11 =
        Stream.generate(device::certificate).limit(11).toArray(X509Certificate[]::new);

    assertThatThrownBy(() -> trust.checkClientTrusted(long11, "UNKNOWN"))
        .hasMessageContaining("1 to 10");
    assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[0], "UNKNOWN"))
        .hasMessageContaining("1 to 10");
  }

  /** What one connection looked like from both ends. */
  private record Exchange(Optional<ChannelBinding> atClient, Seen seen) {}

  private static X509Certificate shown(
      TlsProvider provider, EngineServer listening, TlsIdentity expected) throws Exception {
    SSLContext context =
        provider.clientContext(TlsIdentities.none(), new PinnedServer(expected.certificate()));
    try (SSLSocket socket = connect(provider, context, listening.port(), TLS13)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static Exchange exchange(
      TlsProvider provider, SSLContext context, EngineServer listening, String version)
      throws Exception {
    try (SSLSocket socket = connect(provider, context, listening.port(), version)) {
      socket.startHandshake();
      socket.getOutputStream().write("question\n".getBytes(US_ASCII));
      socket.getOutputStream().flush();
      byte[] answer = socket.getInputStream().readNBytes(7);
      assertThat(new String(answer, US_ASCII)).isEqualTo("answer\n");
      return new Exchange(provider.channelBinding(socket), listening.next());
    }
  }

  private static SSLSocket connect(
      TlsProvider provider, SSLContext context, int port, String version) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
    provider.prepareClient(socket, "localhost");
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(20_000);
    return socket;
  }
}
