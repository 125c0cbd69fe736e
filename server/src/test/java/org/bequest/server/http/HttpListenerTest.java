package org.bequest.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The transport, with a service that says back what it was sent; on both TLS providers. */
@ParameterizedClass
@MethodSource("providers")
class HttpListenerTest {
  private static final int LIMIT = 64 * 1024;
  private static final TlsIdentities SERVER = TlsIdentities.of(TestKeys.selfSigned("localhost"));

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final TlsProvider tls;
  private HttpListener listener;

  HttpListenerTest(TlsProvider tls) {
    this.tls = tls;
    this.listener = listen(Limits.DEFAULT);
  }

  static Stream<TlsProvider> providers() {
    return Stream.concat(TlsProviders.conscrypt().stream(), Stream.of(TlsProviders.jsse()));
  }

  private HttpListener listen(Limits limits) {
    return HttpListener.start(
        new HttpListener.Settings(
            "test", "127.0.0.1", 0, tls, tls.serverContext(SERVER, List::of), limits),
        HttpListenerTest::echo);
  }

  /** The body comes back; /bare answers at once, whatever the body. */
  private static Step echo(HttpRequest request) {
    if (request.path().equals("/bare")) {
      return new Step.Answered(
          HttpAnswer.ok(
              "bare".getBytes(StandardCharsets.US_ASCII), HttpHeader.contentType("text/plain")));
    }
    return new Step.NeedsBody(
        LIMIT,
        body ->
            switch (body) {
              case Body.Complete(byte[] octets) ->
                  HttpAnswer.ok(octets, HttpHeader.contentType("text/plain"));
              case Body.TooLarge() -> HttpAnswer.empty(413).closing();
              case Body.Broken() -> HttpAnswer.empty(400).closing();
            });
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  @Requirement("R7030-3.2-1")
  void oneConnectionServesManyRequests() {
    try (RawClient client = RawClient.connect(listener.port())) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.post("/", new byte[] {'a', 'b'}).text()).isEqualTo("ab");
      }
      assertThat(client.get("/bare", "Connection: close").text()).isEqualTo("bare");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void theHeadIsSpeltAsOldClientsCompareIt() {
    try (RawClient client = RawClient.connect(listener.port())) {
      List<String> head = client.get("/bare").head();
      assertThat(head.getFirst()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(head).containsSubsequence("Content-Type: text/plain", "Content-Length: 4");
      assertThat(head).noneMatch(line -> line.startsWith("Server:"));
    }
  }

  @Test
  void headHasTheHeadOfGetAndNoBody() {
    try (RawClient client = RawClient.connect(listener.port())) {
      HttpReply reply = client.exchange(RawClient.head("HEAD", "/bare"), new byte[0]);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Length")).contains("4");
      assertThat(client.get("/bare").text()).isEqualTo("bare");
    }
  }

  @Test
  void aBodyInChunksIsTaken() {
    try (RawClient client = RawClient.connect(listener.port())) {
      client.send(RawClient.head("POST", "/", "Transfer-Encoding: chunked"));
      client.send("3\r\nabc\r\n");
      client.send("2\r\nde\r\n0\r\n\r\n");
      assertThat(client.reply().text()).isEqualTo("abcde");
    }
  }

  @Test
  void aClientThatWaitsForLeaveGetsItOrTheAnswer() {
    try (RawClient client = RawClient.connect(listener.port())) {
      client.send(RawClient.head("POST", "/", "Content-Length: 2", "Expect: 100-continue"));
      assertThat(client.reply().status()).isEqualTo(100);
      client.send("ab");
      assertThat(client.reply().text()).isEqualTo("ab");
      client.send(RawClient.head("POST", "/bare", "Content-Length: 2", "Expect: 100-continue"));
      assertThat(client.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatCameWithARequestForNothingIsSkipped() {
    try (RawClient client = RawClient.connect(listener.port())) {
      assertThat(client.post("/bare", new byte[300]).text()).isEqualTo("bare");
      assertThat(client.post("/", new byte[] {'a'}).text()).isEqualTo("a");
    }
  }

  @Test
  @Requirement("S-50")
  void aBodyAboveTheLimitIsRefusedHoweverItComes() {
    try (RawClient client = RawClient.connect(listener.port())) {
      client.send(RawClient.head("POST", "/", "Transfer-Encoding: chunked"));
      client.send("20000\r\n");
      client.send(new byte[0x10001]);
      assertThat(client.reply().status()).isEqualTo(413);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  @Requirement("S-59")
  void aHeadThatIsTooLongOrAmbiguousIsRefusedInOneLineAndTheConnectionEnds() {
    refusedByTheParser(431, RawClient.head("GET", "/", "X-Long: " + "x".repeat(17_000)));
    refusedByTheParser(
        400,
        RawClient.head("POST", "/", "Content-Length: 3", "Transfer-Encoding: chunked") + "abc");
    refusedByTheParser(
        400, RawClient.head("POST", "/", "Content-Length: 3", "Content-Length: 4") + "abcd");
    refusedByTheParser(400, RawClient.head("POST", "/", "Content-Length: -1"));
    refusedByTheParser(400, "GET / HTTP/1.1\r\n\r\n");
    refusedByTheParser(400, RawClient.head("GET", "/", "X-Folded: a\r\n b"));
    refusedByTheParser(505, "complete nonsense\r\n\r\n");
  }

  private void refusedByTheParser(int status, String request) {
    try (RawClient client = RawClient.connect(listener.port())) {
      client.send(request);
      HttpReply reply = client.reply();
      assertThat(reply.status()).as(request).isEqualTo(status);
      assertThat(reply.header("Content-Type")).contains("text/plain; charset=utf-8");
      assertThat(reply.text()).matches("est: [^\\n]+ \\[req [0-9a-f]{16}]\\n");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  @Requirement("S-60")
  void whoTricklesIsCutOffAndCostsNobodyElseAnything() throws Exception {
    listener.close();
    listener =
        listen(
            new Limits(16_384, 500, Duration.ofSeconds(30), Duration.ofMillis(800), Duration.ZERO));
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      RawClient client = RawClient.connect(listener.port());
      client.send(RawClient.head("POST", "/", "Content-Length: 1000"));
      slow.add(client);
    }
    int rounds = 0;
    while (!slow.isEmpty() && rounds++ < 100) {
      slow.removeIf(c -> !takesAnotherOctet(c));
      try (RawClient other = RawClient.connect(listener.port())) {
        assertThat(other.post("/", new byte[] {'a'}).text()).isEqualTo("a");
      }
      Thread.sleep(50);
    }
    assertThat(slow).isEmpty();
  }

  private static boolean takesAnotherOctet(RawClient client) {
    try {
      client.send("x");
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  @Test
  @Requirement("S-60")
  void aHandshakeThatTricklesIsCutOff() throws Exception {
    listener.close();
    Duration patience = Duration.ofSeconds(30);
    listener = listen(new Limits(16_384, 500, patience, Duration.ofMillis(800), Duration.ZERO));
    byte[] hello = new byte[512];
    hello[0] = 0x16;
    hello[1] = 3;
    hello[2] = 1;
    hello[3] = 1;
    hello[5] = 1;
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      slow.setTcpNoDelay(true);
      int sent = 0;
      while ((sent < hello.length && listener.connections() > 0) || sent == 0) {
        slow.getOutputStream().write(hello[sent++]);
        Thread.sleep(20);
      }
      assertThat(sent).isLessThan(hello.length);
    } catch (IOException _) {
      assertThat(listener.connections()).isZero();
    }
  }

  /** More than a million octets, where real chains have a few thousand. */
  @Test
  @Requirement("S-60")
  void aHugeChainOfCertificatesCostsItsSenderTheConnectionAndNobodyElseAnything() {
    TlsIdentity usual = TestKeys.selfSigned("device");
    TlsIdentity huge =
        new TlsIdentity(usual.key(), Collections.nCopies(4_000, usual.certificate()));
    try (RawClient before = RawClient.connect(listener.port())) {
      assertThat(before.get("/bare").status()).isEqualTo(200);
      assertThatThrownBy(
              () -> {
                try (RawClient client =
                    RawClient.connect(listener.port(), TlsIdentities.of(huge), "TLSv1.3")) {
                  client.get("/bare");
                }
              })
          .isInstanceOf(IllegalStateException.class);
      assertThat(before.get("/bare").status()).isEqualTo(200);
    }
    try (RawClient next = RawClient.connect(listener.port(), TlsIdentities.of(usual), "TLSv1.3")) {
      assertThat(next.get("/bare").status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement("S-60")
  void aConnectionOnWhichNothingMovesIsClosed() throws Exception {
    listener.close();
    listener =
        listen(
            new Limits(16_384, 500, Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ZERO));
    try (RawClient client = RawClient.connect(listener.port());
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      silent.setSoTimeout(10_000);
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  @Requirement("S-60")
  void noMoreConnectionsAreTakenThanTheLimitSays() throws Exception {
    listener.close();
    Duration half = Duration.ofSeconds(30);
    listener = listen(new Limits(16_384, 2, half, half, Duration.ZERO));
    try (RawClient first = RawClient.connect(listener.port());
        RawClient second = RawClient.connect(listener.port())) {
      assertThat(first.get("/bare").status()).isEqualTo(200);
      assertThat(second.get("/bare").status()).isEqualTo(200);
      assertThat(listener.connections()).isEqualTo(2);
      CompletableFuture<Integer> third =
          CompletableFuture.supplyAsync(() -> {
            try (RawClient client = RawClient.connect(listener.port())) {
              return client.get("/bare").status();
            }
          });
      assertThat(first.get("/bare").status()).isEqualTo(200);
      assertThat(third).isNotDone();
      first.abort();
      assertThat(third).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(200);
    }
  }

  @Test
  @Requirement("R7030-3.3-1")
  void plainHttpGetsNoAnswer() throws Exception {
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      plain.setSoTimeout(10_000);
      plain
          .getOutputStream()
          .write(RawClient.head("GET", "/bare").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = plain.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP");
    }
  }

  @Test
  void descriptorsAreGivenBackHoweverAConnectionEnds() throws Exception {
    assumeThat(DESCRIPTORS).as("needs /proc").exists();
    connectionsThatEndInEveryWay();
    long before = settled();
    for (int i = 0; i < 10; i++) {
      connectionsThatEndInEveryWay();
    }
    // Far below the eighty descriptors that forty kept engines would hold.
    assertThat(settled()).isLessThan(before + 15);
  }

  private void connectionsThatEndInEveryWay() throws Exception {
    try (RawClient clean = RawClient.connect(listener.port())) {
      assertThat(clean.get("/bare", "Connection: close").status()).isEqualTo(200);
    }
    try (RawClient left = RawClient.connect(listener.port())) {
      assertThat(left.get("/bare").status()).isEqualTo(200);
    }
    RawClient aborted = RawClient.connect(listener.port());
    aborted.send(RawClient.head("POST", "/", "Content-Length: 10"));
    aborted.abort();
    try (Socket garbage = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      garbage.getOutputStream().write("not TLS at all".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** The number of open descriptors once every connection has gone; nothing is collected. */
  private long settled() throws Exception {
    for (int i = 0; i < 100 && listener.connections() > 0; i++) {
      Thread.sleep(20);
    }
    Thread.sleep(100);
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.count();
    }
  }
}
