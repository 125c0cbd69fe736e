package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are slow, huge, broken or gone: each costs an exception and nothing more. */
@Timeout(60)
class HostileServerTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));

  static Stream<TlsProvider> providers() {
    return Stream.concat(Stream.of(TlsProviders.jsse()), TlsProviders.conscrypt().stream());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void givesUpOnAServerThatDripsItsAnswer(TlsProvider tls) {
    var limits = new Limits(SHORT, Duration.ofSeconds(20), Duration.ofSeconds(1), 1000, 5);
    try (var server = start(Reply.of(200, "x".repeat(500)).dripping(50));
        var client = EstClient.of(server.address()).trust(trust).tls(tls).limits(limits).build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.NETWORK);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void givesUpOnAServerThatSaysNothing(TlsProvider tls) {
    var limits = new Limits(SHORT, SHORT, Duration.ofSeconds(20), 1000, 5);
    try (var server = start(Reply.of(200, "x").dripping(5000));
        var client = EstClient.of(server.address()).trust(trust).tls(tls).limits(limits).build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.NETWORK);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void givesUpOnAHandshakeThatNeverHappens(TlsProvider tls) throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var client =
            EstClient.of(EstServer.at("localhost:" + silent.getLocalPort()))
                .trust(trust)
                .tls(tls)
                .limits(Limits.timeout(SHORT))
                .build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.NETWORK);
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (var client = EstClient.of(EstServer.at("localhost:" + port)).trust(trust).build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.NETWORK);
    }
  }

  @Test
  @Requirement("S-50")
  void readsNoMoreOfABodyThanItsLimit() {
    try (var server = start(Reply.of(200, new byte[(1 << 20) + 1]));
        var client = EstClient.of(server.address()).trust(trust).build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.PROTOCOL);
    }
  }

  @Test
  @Requirement("S-50")
  void readsNoEndlessChunks() {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (var server =
            start(
                Reply.raw(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(20)));
        var client = EstClient.of(server.address()).trust(trust).build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.PROTOCOL);
    }
  }

  @Test
  void readsNoEndlessHeader() {
    try (var server = start(Reply.raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000)));
        var client = EstClient.of(server.address()).trust(trust).build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.PROTOCOL);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 banana\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: banana\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nbanana\r\n"
      })
  @Requirement("S-59")
  void refusesWhatIsNotHttp(String answer) {
    try (var server = start(Reply.raw(answer));
        var client = EstClient.of(server.address()).trust(trust).build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.PROTOCOL);
    }
  }

  @Test
  void doesNotTakeACutAnswerForAWholeOne() {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
    try (var server = start(Reply.raw(head + "MIIB"));
        var client = EstClient.of(server.address()).trust(trust).build()) {
      assertThat(kind(client)).isEqualTo(EstException.Kind.NETWORK);
    }
  }

  @Test
  @Requirement("R7030-3.2-1")
  void opensTheConnectionAgainWhenTheServerHasClosedIt() {
    try (var server = start(Reply.certificates(root.certificate()).closing());
        var client = EstClient.of(server.address()).trust(trust).build()) {
      client.caCerts();
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
      assertThat(server.received()).extracting(Received::connection).containsExactly(1, 2);
    }
  }

  @Test
  @Requirement("R7030-3.2-1")
  void keepsTheConnectionThatTheServerKeeps() {
    try (var server = start(Reply.certificates(root.certificate()));
        var client = EstClient.of(server.address()).trust(trust).build()) {
      client.caCerts();
      client.caCerts();
      client.caCerts();
      assertThat(server.received()).extracting(Received::connection).containsExactly(1, 1, 1);
    }
  }

  /** Each Conscrypt engine holds a pipe until it is closed. */
  @Test
  void leavesNoPipeBehindWhetherOrNotTheHandshakeSucceeds() throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "no /proc on this machine");
    assumeTrue(TlsProviders.conscrypt().isPresent(), "no Conscrypt on this machine");
    try (var server = start(Reply.certificates(root.certificate()))) {
      long before = pipes();
      for (int i = 0; i < 10; i++) {
        try (var trusting = EstClient.of(server.address()).trust(trust).build();
            var doubting = EstClient.of(server.address()).build()) {
          trusting.caCerts();
          assertThat(pipes()).isGreaterThan(before);
          assertThat(kind(doubting)).isEqualTo(EstException.Kind.TRUST);
        }
      }
      assertThat(pipes()).isLessThanOrEqualTo(before);
    }
  }

  private static long pipes() throws IOException {
    try (var all = Files.list(DESCRIPTORS)) {
      return all.filter(HostileServerTest::isPipe).count();
    }
  }

  /** A descriptor may be gone by the time that it is looked at. */
  private static boolean isPipe(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }

  private ScriptedEstServer start(Reply reply) {
    return ScriptedEstServer.start(root.identity(Leaf.localhost()), _ -> reply);
  }

  private static EstException.Kind kind(EstClient client) {
    return catchThrowableOfType(EstException.class, client::caCerts).kind();
  }
}
