package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.fixture.TunnelProxy;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tunnels through a proxy, which learns the server's name and nothing more. */
@Timeout(60)
class HttpProxyTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final EnrollRequest request =
      EnrollRequest.of(
          SubjectNames.of(new X500Name("CN=device-7")),
          PrivateKeySigner.of(KeyAlgorithm.P256.generate()));

  static Stream<TlsProvider> providers() {
    return Stream.concat(Stream.of(TlsProviders.jsse()), TlsProviders.conscrypt().stream());
  }

  private Reply issue(Received received) {
    return Reply.certificates(
        root.issue(received.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7")));
  }

  private EstClientBuilder through(TunnelProxy proxy, String server) {
    return EstClient.of(EstServer.at(server))
        .trust(trust)
        .proxy(HttpProxy.at("localhost:" + proxy.port()));
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement({"R7030-3.3-1", "R7030-3.5-2"})
  void enrolsThroughATunnelAndLinksToTheServersConnection(TlsProvider tls) {
    try (var server = ScriptedEstServer.start(root.identity(Leaf.localhost()), this::issue);
        var proxy = TunnelProxy.start(TunnelProxy.ESTABLISHED, server.port());
        var client =
            through(proxy, "localhost:4711")
                .tls(tls)
                .login(HttpLogin.basic("alice", "sesame").unasked())
                .build()) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
      Received received = server.received().getFirst();
      assertThat(received.csr().challengePassword())
          .isEqualTo(received.binding().map(ChannelBinding::base64))
          .isPresent();
      assertThat(received.header("host")).contains("localhost:4711");
      assertThat(proxy.asked())
          .containsExactly("CONNECT localhost:4711 HTTP/1.1\r\nHost: localhost:4711\r\n\r\n");
    }
  }

  @Test
  void theProxyResolvesTheNameAndTheServerIsStillJudgedByIt() {
    Leaf hidden = Leaf.of("CN=x").dns("est.nowhere.invalid");
    try (var server =
            ScriptedEstServer.start(
                root.identity(hidden), _ -> Reply.certificates(root.certificate()));
        var proxy = TunnelProxy.start(TunnelProxy.ESTABLISHED, server.port());
        var client = through(proxy, "est.nowhere.invalid").build();
        var other = through(proxy, "other.nowhere.invalid").build()) {
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
      assertThat(proxy.asked().getFirst()).startsWith("CONNECT est.nowhere.invalid:443 HTTP/1.1");
      var e = catchThrowableOfType(EstException.class, other::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.TRUST);
    }
  }

  @Test
  @Requirement({"S-16", "S-41"})
  void theProxyGetsItsOwnPasswordAndNoOther() {
    try (var server = ScriptedEstServer.start(root.identity(Leaf.localhost()), this::issue);
        var proxy = TunnelProxy.start(TunnelProxy.ESTABLISHED, server.port())) {
      HttpProxy known = HttpProxy.at("http://bob:b%40b@localhost:" + proxy.port());
      assertThat(known.toString()).isEqualTo("localhost:" + proxy.port());
      try (var client =
          EstClient.of(EstServer.at("localhost"))
              .trust(trust)
              .login(HttpLogin.basic("alice", "sesame").unasked())
              .proxy(known)
              .build()) {
        client.simpleEnroll(request);
      }
      assertThat(proxy.asked().getFirst())
          .contains("Proxy-Authorization: Basic Ym9iOmJAYg==\r\n")
          .doesNotContain("\r\nAuthorization");
      assertThat(server.received().getFirst().header("proxy-authorization")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\n\r\n",
        "HTTP/1.1 301 Moved\r\nLocation: https://elsewhere.example/\r\n\r\n",
        "HTTP/1.1 200",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        ""
      })
  @Requirement("S-59")
  void saysThatTheProxyWillNot(String answer) {
    try (var proxy = TunnelProxy.start(answer, 1);
        var client = through(proxy, "localhost").build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.NETWORK);
      assertThat(e).hasMessageContaining("proxy");
    }
  }

  @Test
  void saysThatTheProxyIsNotThere() throws IOException {
    int nobody;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = closed.getLocalPort();
    }
    try (var client =
        EstClient.of(EstServer.at("est.invalid"))
            .trust(trust)
            .proxy(new HttpProxy("localhost", nobody, ""))
            .build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.NETWORK);
      assertThat(e).hasMessageContaining("the proxy localhost:" + nobody + " cannot be reached");
    }
  }

  @Test
  void readsNoEndlessAnswerAndWaitsForNoneForEver() {
    Limits limits = Limits.timeout(Duration.ofMillis(300));
    try (var endless = TunnelProxy.start("HTTP/1.1 200 " + "x".repeat(100_000), 1);
        var client = through(endless, "localhost").limits(limits).build()) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.NETWORK);
    }
  }

  @Test
  void addressesOfProxiesAreReadAsTheEnvironmentHasThem() {
    assertThat(HttpProxy.at("proxy.example")).isEqualTo(new HttpProxy("proxy.example", 3128, ""));
    assertThat(HttpProxy.at("Proxy.example:80")).isEqualTo(new HttpProxy("proxy.example", 80, ""));
    assertThat(HttpProxy.at("http://[::1]:80/")).isEqualTo(new HttpProxy("::1", 80, ""));
    assertThat(HttpProxy.at("http://p").withUser("u", "p").credential()).isEqualTo("Basic dTpw");
    for (String wrong :
        List.of("https://proxy", "socks5://proxy", "http://", "a b", "http://u:p w@h")) {
      assertThatThrownBy(() -> HttpProxy.at(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("p w");
    }
  }
}
