package org.bequest.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.List;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers put on the wire, right, old or odd, and this client copes with or refuses. */
@Timeout(60)
class WireToleranceTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final String body =
      Base64.getEncoder().encodeToString(Reply.certsOnly(List.of(root.certificate())));
  private final EnrollRequest request =
      EnrollRequest.of(
          SubjectNames.of(new X500Name("CN=device-7")),
          PrivateKeySigner.of(KeyAlgorithm.P256.generate()));

  private ScriptedEstServer start(Reply reply) {
    return ScriptedEstServer.start(root.identity(Leaf.localhost()), _ -> reply);
  }

  private EstClient client(ScriptedEstServer server) {
    return EstClient.of(server.address()).trust(trust).build();
  }

  private String ok(String... fields) {
    return "HTTP/1.1 200 OK\r\n" + String.join("\r\n", fields) + "\r\n\r\n" + body;
  }

  private String length() {
    return "Content-Length: " + body.length();
  }

  private void assertRead(String answer) {
    try (var server = start(Reply.raw(answer));
        var client = client(server)) {
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
    }
  }

  private void assertRefused(String answer, EstException.Kind kind) {
    try (var server = start(Reply.raw(answer));
        var client = client(server)) {
      assertThat(catchThrowableOfType(EstException.class, client::caCerts).kind()).isEqualTo(kind);
    }
  }

  @Test
  @Requirement({"R7030-3.2-1", "R7030-3.1-1"})
  void oldAndOddAnswersAreRead() {
    assertRead(ok(length()));
    assertRead(ok("content-length:" + body.length(), "CONTENT-TYPE: application/pkcs7-mime"));
    assertRead(ok("Content-Type: application/pkcs7-mime", "Connection: close"));
    assertRead(ok(length()).replace("HTTP/1.1 200 OK", "HTTP/1.0 200"));
    assertRead(ok(length()).replace("\r\n", "\n"));
    assertRead("HTTP/1.1 100 Continue\r\n\r\n" + ok(length()));
    assertRead("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ok(length()));
    assertRead(ok(length(), "X-Field: " + "1".repeat(10_000)));
    assertRead(ok(length(), "Content-Transfer-Encoding: binary", "Content-Encoding: identity"));
  }

  @Test
  @Requirement("R7030-3.2-1")
  void anAnswerInChunksIsRead() {
    String half = body.substring(0, 100);
    String rest = body.substring(100);
    assertRead(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n"
            + half
            + "\r\n"
            + Integer.toHexString(rest.length())
            + ";x=y\r\n"
            + rest
            + "\r\n0\r\nX-Trailer: y\r\n\r\n");
  }

  @Test
  @Requirement("S-59")
  void anAnswerOfTwoLengthsIsNone() {
    String chunked = "Transfer-Encoding: chunked";
    assertRefused(ok(length(), chunked), EstException.Kind.PROTOCOL);
    assertRefused(ok(chunked, length()), EstException.Kind.PROTOCOL);
    assertRefused(ok(length(), "Content-Length: 5"), EstException.Kind.PROTOCOL);
    assertRefused(ok(length(), length()), EstException.Kind.PROTOCOL);
    assertRefused(ok("Content-Length: 5, 6"), EstException.Kind.PROTOCOL);
    assertRefused(ok(chunked, chunked), EstException.Kind.PROTOCOL);
    assertRefused(ok("Transfer-Encoding: base64"), EstException.Kind.PROTOCOL);
  }

  @Test
  void whatIsCompressedWithoutBeingAskedIsNotRead() {
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    try (var server = start(Reply.of(200, gzip, "Content-Encoding: gzip"));
        var client = client(server)) {
      var e = catchThrowableOfType(EstException.class, client::caCerts);
      assertThat(e.kind()).isEqualTo(EstException.Kind.PROTOCOL);
      assertThat(server.received().getFirst().header("accept-encoding")).isEmpty();
    }
  }

  @Test
  void libestsAttributesEndWithANulAndCountItInTheirLength() {
    try (var server = start(Reply.of(200, "MAsGCSqGSIb3DQEJBw==\0"));
        var client = client(server)) {
      assertThat(client.csrAttrs().names(EstOids.CHALLENGE_PASSWORD)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201})
  void foundriesServerSaysCreatedWhereOthersSayOk(int status) {
    try (var server =
            ScriptedEstServer.start(
                root.identity(Leaf.localhost()),
                r ->
                    Reply.of(
                        status,
                        Reply.certsOnly(
                            List.of(
                                root.issue(
                                    r.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7"))))));
        var client = client(server)) {
      assertThat(client.simpleEnroll(request)).isInstanceOf(Enrollment.Issued.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pkcs7-mime; smime-type=crls-only",
        "application/pkcs7-mime; smime-type=certs-only",
        "application/pkcs7-mime",
        "application/pkix-crl"
      })
  void revocationListsAreReadUnderEveryTypeThatServersGiveThem(String type) {
    try (var server =
            ScriptedEstServer.start(
                root.identity(Leaf.localhost()),
                r ->
                    r.path().endsWith("crls")
                        ? new Reply(
                            new String(Reply.crls(root.crl()).bytes(), ISO_8859_1)
                                .replace("application/pkcs7-mime; smime-type=crls-only", type)
                                .getBytes(ISO_8859_1),
                            0,
                            false)
                        : Reply.certificates(root.certificate()));
        var client = client(server)) {
      assertThat(client.crls()).hasSize(1);
    }
  }

  @Test
  @Requirement("R7030-4.2.3-3")
  void aRefusalThatIsAPkiResponseIsARefusal() {
    var cms = "application/pkcs7-mime; smime-type=CMC-response";
    try (var server = start(Reply.of(400, new byte[] {0x30, 0}, "Content-Type: " + cms));
        var client = client(server)) {
      assertThat(client.simpleEnroll(request))
          .isInstanceOfSatisfying(
              Enrollment.Refused.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.detail()).isEmpty();
              });
    }
  }

  @Test
  @Requirement("S-59")
  void onlyTheFirstOfTwoTimesToWaitIsListenedTo() {
    try (var server = start(Reply.of(202, "", "Retry-After: 7", "Retry-After: 99999999"));
        var client = client(server)) {
      assertThat(client.simpleEnroll(request))
          .isInstanceOfSatisfying(
              Enrollment.Pending.class, pending -> assertThat(pending.retryAfter()).hasSeconds(7));
    }
  }

  @Test
  @Requirement("R7030-3.1-6")
  void aServerIsReachedByItsIpv6Address() throws IOException {
    assumeTrue(hasIpv6(), "no IPv6 on this machine");
    assertThat(EstServer.at("[2001:db8::1]").prefix())
        .hasToString("https://[2001:db8::1]/.well-known/est");
    Leaf leaf = Leaf.of("CN=x").ip("::1");
    try (var server =
            ScriptedEstServer.startAt(
                "::1", root.identity(leaf), _ -> Reply.certificates(root.certificate()));
        var client = EstClient.of(server.at("[::1]")).trust(trust).build()) {
      assertThat(client.caCerts().roots()).containsExactly(root.certificate());
      assertThat(server.received()).extracting(Received::path).hasSize(1);
      assertThat(server.received().getFirst().header("host")).contains("[::1]:" + server.port());
    }
  }

  private static boolean hasIpv6() {
    try (var probe = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return probe.isBound();
    } catch (IOException _) {
      return false;
    }
  }
}
