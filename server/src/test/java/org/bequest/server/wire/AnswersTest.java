package org.bequest.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.server.label.Base64Lines;
import org.bequest.server.label.WireOptions;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What clients need to see, to the octet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {
  private static final String EST = "/.well-known/est";
  private static final String NAMED = "User-Agent: Cisco EST client 1.0";

  /** libest gives up above this many. */
  private static final int MOST_FIELDS = 16;

  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
    est.user("alice", "correct horse");
  }

  @AfterEach
  void asItWas() {
    est.server().reload(est.labels(WireOptions.DEFAULT));
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private HttpReply get(String path, String... fields) {
    try (RawClient client = est.client()) {
      return client.get(EST + path, fields);
    }
  }

  private HttpReply enroll(String... fields) {
    try (RawClient client = est.client()) {
      return client.post(
          TestEst.ENROLL, TestEst.body(TestKeys.csr("CN=device-1", TestKeys.p256())), fields);
    }
  }

  private HttpReply enrolled(String... fields) {
    String[] all = java.util.Arrays.copyOf(fields, fields.length + 1);
    all[fields.length] = RawClient.basic("alice", "correct horse");
    return enroll(all);
  }

  private void serveWith(WireOptions wire) {
    est.server().reload(est.labels(wire));
  }

  @Test
  void theHeadOfAnEnrolmentIsSpeltAsTheOldestClientsCompareIt() {
    HttpReply reply = enrolled(NAMED);
    assertThat(reply.head().stream().filter(line -> !line.startsWith("Date: ")))
        .containsExactlyInAnyOrder(
            "HTTP/1.1 200 OK",
            "Content-Type: application/pkcs7-mime; smime-type=certs-only",
            "Content-Length: " + reply.body().length,
            "Content-Transfer-Encoding: base64");
  }

  @Test
  void noAnswerHasMoreFieldsThanTheSmallestClientReads() {
    for (HttpReply reply :
        List.of(get("/cacerts"), get("/csrattrs"), get("/crls"), get("/nothing"), enroll())) {
      assertThat(reply.head()).hasSizeLessThanOrEqualTo(MOST_FIELDS);
      assertThat(reply.head()).noneMatch(line -> line.startsWith("Server:"));
    }
  }

  @Test
  @Requirement("R7030-3.2.3-6")
  void theChallengeHasNoBodyAndSaysSo() {
    HttpReply reply = enroll();
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.head()).contains("Content-Length: 0");
    assertThat(reply.head()).anyMatch(line -> line.startsWith("WWW-Authenticate: "));
    assertThat(reply.header("Content-Type")).isEmpty();
  }

  @Test
  void aRefusalHasATypeAndALengthToo() {
    HttpReply reply = get("/nothing");
    assertThat(reply.head())
        .contains(
            "Content-Type: text/plain; charset=utf-8", "Content-Length: " + reply.body().length);
  }

  @Test
  void anEmptyAnswerHasNeitherBodyNorType() {
    HttpReply reply = get("/csrattrs");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Content-Length")).isEmpty();
    assertThat(reply.header("Content-Type")).isEmpty();
  }

  /** Bouncy Castle of 2020 compared the whole field; libest compares another whole field. */
  @Test
  @Requirement("R7030-4.1.3-3")
  void theAuthoritysCertificatesHaveABareTypeUnlessTheLabelSaysOtherwise() {
    assertThat(get("/cacerts").header("Content-Type")).contains("application/pkcs7-mime");
    serveWith(new WireOptions(true, false, true, Base64Lines.BY_CLIENT));
    assertThat(get("/cacerts").header("Content-Type"))
        .contains("application/pkcs7-mime; smime-type=certs-only");
  }

  @Test
  @Requirement("R8951-3-1")
  void theTransferEncodingIsSaidUnlessTheLabelSaysOtherwise() {
    assertThat(get("/cacerts").header("Content-Transfer-Encoding")).contains("base64");
    serveWith(new WireOptions(false, false, false, Base64Lines.BY_CLIENT));
    assertThat(get("/cacerts").header("Content-Transfer-Encoding")).isEmpty();
    assertThat(enrolled().header("Content-Transfer-Encoding")).isEmpty();
  }

  /** Some clients take the first certificate, others want to see their issuer. */
  @Test
  @Requirement("R7030-4.2.3-1")
  void theCertificateComesAloneOrWithTheLabelsSayingSoFirst() {
    assertThat(TestEst.certificates(enrolled())).hasSize(1);
    serveWith(new WireOptions(true, true, false, Base64Lines.BY_CLIENT));
    List<X509CertificateHolder> chain = TestEst.certificates(enrolled());
    assertThat(chain).hasSizeGreaterThan(1);
    assertThat(chain.getFirst().getSubject()).isEqualTo(new X500Name("CN=device-1"));
  }

  @Test
  @Requirement("R8951-3.1-2")
  void linesAreAsLongAsTheClientNeedsThemAndAlwaysEnd() {
    assertLines(get("/cacerts", NAMED), 64);
    assertLines(get("/cacerts"), Integer.MAX_VALUE);
    serveWith(new WireOptions(true, false, false, Base64Lines.COLUMNS_76));
    assertLines(get("/cacerts"), 76);
    assertThat(enrolled().text().lines().findFirst().orElseThrow()).hasSize(76);
  }

  private static void assertLines(HttpReply reply, int columns) {
    String text = reply.text();
    assertThat(text).endsWith("\r\n");
    assertThat(text.replace("\r\n", "")).matches("[A-Za-z0-9+/]+=*");
    List<String> lines = text.lines().toList();
    assertThat(lines).allMatch(line -> line.length() <= columns);
    assertThat(lines)
        .hasSize(columns == Integer.MAX_VALUE ? 1 : (text.length() - 3) / (columns + 2) + 1);
  }

  /** Azure's agent puts its own PEM lines around the body as it came. */
  @Test
  void aBodyBetweenLinesOfArmourIsPem() {
    for (HttpReply reply : List.of(get("/cacerts"), get("/cacerts", NAMED), enrolled())) {
      String pem = "-----BEGIN PKCS7-----\n" + reply.text() + "-----END PKCS7-----\n";
      assertThat(pem.lines()).endsWith("-----END PKCS7-----");
      assertThat(
              TestEst.certificates(
                  new HttpReply(200, reply.head(), pem.getBytes(StandardCharsets.US_ASCII))))
          .isNotEmpty();
    }
  }
}
