package org.bequest.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client may wrap its request, and what it may say about the wrapping. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestBodiesTest {
  private static final byte[] DER = TestKeys.csr("CN=device-1", TestKeys.p256()).encoded();
  private static final String LINE = Base64.getEncoder().encodeToString(DER);

  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
    est.user("alice", "correct horse");
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private static String lines(int columns, String end) {
    return Base64.getMimeEncoder(columns, end.getBytes(StandardCharsets.US_ASCII))
        .encodeToString(DER);
  }

  private static String pem(String label, String end) {
    return "-----BEGIN "
        + label
        + "-----"
        + end
        + lines(64, end)
        + end
        + "-----END "
        + label
        + "-----"
        + end;
  }

  /** What was seen, and the body. */
  record Spelling(String seen, String body) {
    @Override
    public String toString() {
      return seen;
    }
  }

  static Stream<Spelling> spellings() {
    String plain = pem("CERTIFICATE REQUEST", "\n");
    return Stream.of(
        new Spelling("one line (strongSwan)", LINE),
        new Spelling("one line and its end", LINE + "\n"),
        new Spelling("64 columns, LF (libest, thin-edge, hs20)", lines(64, "\n") + "\n"),
        new Spelling("64 columns, CRLF", lines(64, "\r\n") + "\r\n"),
        new Spelling("76 columns, CRLF (MIME)", lines(76, "\r\n")),
        new Spelling("blanks and tabs at the ends", lines(64, " \t\r\n") + " \r\n\r\n"),
        new Spelling("a NUL at the end (C strings)", LINE + "\0"),
        new Spelling("PEM (Azure IoT Edge)", plain),
        new Spelling("PEM, CRLF", pem("CERTIFICATE REQUEST", "\r\n")),
        new Spelling("PEM with NEW (Windows)", pem("NEW CERTIFICATE REQUEST", "\r\n")),
        new Spelling("PEM, its line ends lost (curl --data)", plain.replace("\n", "")),
        new Spelling(
            "PEM with the request in words before", "Certificate Request:\n    Data:\n" + plain),
        new Spelling("PEM without its last line end", plain.strip()),
        new Spelling("DER", new String(DER, StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  @Requirement({"R8951-3-1", "R8951-3.1-1", "R8951-3.1-2"})
  void aRequestIsReadInEveryWrappingThatWasSeen(Spelling spelling) {
    byte[] body = spelling.body().getBytes(StandardCharsets.ISO_8859_1);
    try (RawClient client = est.client()) {
      assertThat(enroll(client, body).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base64",
        "Base64",
        "binary",
        "8bit",
        "quoted-printable",
        "nonsense, more nonsense",
        ""
      })
  @Requirement({"R8951-3-2", "R8951-3-1"})
  void whatIsSaidAboutTheTransferEncodingIsNotListenedTo(String value) {
    try (RawClient client = est.client()) {
      String said = "Content-Transfer-Encoding: " + value;
      assertThat(enroll(client, LINE.getBytes(StandardCharsets.US_ASCII), said).status())
          .isEqualTo(200);
      assertThat(enroll(client, DER, said).status()).isEqualTo(200);
    }
  }

  @Test
  void whoForgetsTheTypeWithCurlIsToldWhatHappened() {
    List<String> form =
        List.of(
            RawClient.basic("alice", "correct horse"),
            "Content-Type: application/x-www-form-urlencoded");
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.postAs(TestEst.ENROLL, LINE.getBytes(StandardCharsets.US_ASCII), form);
      assertThat(reply.status()).isEqualTo(415);
      assertThat(reply.text()).contains("Content-Type must be application/pkcs10", "curl");
      assertThat(reply.header("Accept")).contains("application/pkcs10");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "deflate"})
  void aBodyThatIsCompressedIsNoRequest(String coding) {
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};
    try (RawClient client = est.client()) {
      assertThat(enroll(client, gzip, "Content-Encoding: " + coding).status()).isEqualTo(400);
      assertThat(client.get("/.well-known/est/cacerts").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pkcs10",
        "*/*",
        "application/json",
        "application/pkcs7-mime; smime-type=certs-only",
        "text/html, */*;q=0",
        "nonsense/",
        ""
      })
  void nobodyHearsThatNothingIsAcceptable(String accept) {
    try (RawClient client = est.client()) {
      String wanted = "Accept: " + accept;
      assertThat(enroll(client, DER, wanted).status()).isEqualTo(200);
      assertThat(client.get("/.well-known/est/cacerts", wanted).status()).isEqualTo(200);
      assertThat(client.get("/.well-known/est/linked/csrattrs", wanted).status()).isEqualTo(200);
    }
  }

  private static HttpReply enroll(RawClient client, byte[] body, String... fields) {
    String[] all =
        Stream.concat(Stream.of(RawClient.basic("alice", "correct horse")), Stream.of(fields))
            .toArray(String[]::new);
    return client.post(TestEst.ENROLL, body, all);
  }
}
