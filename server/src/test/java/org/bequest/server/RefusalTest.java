package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to be refused: the status, the one line, the password unspent, the connection kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {
  private static final String EST = "/.well-known/est";

  private TestEst est;
  private String password;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
    password = est.oneTimePassword("device-1");
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private static void assertRefused(HttpReply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(reply.text()).matches("est: [^\\n]+ \\[req [0-9a-f]{16}]\\n");
    assertThat(reply.text()).doesNotContain("Exception", "org.", "java.");
  }

  private HttpReply enroll(RawClient client, byte[] body) {
    return client.post(TestEst.ENROLL, body, RawClient.basic("device-1", password));
  }

  /** The connection still works and the password was not spent. */
  private void assertUnspent(RawClient client) {
    assertThat(client.get(EST + "/cacerts").status()).isEqualTo(200);
    assertThat(est.store().credentials().passwords())
        .filteredOn(p -> p.name().equals("device-1"))
        .allMatch(p -> p.spentAt().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /,                                            404",
    "GET,  /.well-known/est,                             404",
    "GET,  /.well-known/est/,                            400",
    "GET,  /.well-known/est/unknown/cacerts,             404",
    "POST, /.well-known/est/unknown/simpleenroll,        404",
    "GET,  /.well-known/est/nothing,                     404",
    "GET,  /.well-known/est/cacerts/,                    400",
    "GET,  /.well-known/est/CACERTS,                     404",
    "GET,  /.well-known/est//cacerts,                    400",
    "GET,  /.well-known/est/../est/cacerts,              400",
    "GET,  /.well-known/est/%2e%2e/est/cacerts,          400",
    "GET,  /.well-known/est/plant%2F7/cacerts,           400",
    "GET,  /.well-known/est/%00/cacerts,                 400",
    "GET,  /.well-known/est/%zz/cacerts,                 400",
    "GET,  /.well-known/est/fullcmc,                     501",
    "GET,  /.well-known/est/serverkeygen,                501",
    "GET,  /.well-known/est/simpleenroll,                405",
    "PUT,  /.well-known/est/simplereenroll,              405",
    "TRACE,/.well-known/est/cacerts,                     405"
  })
  @Requirement({"R7030-3.2.2-3", "R7030-6-2", "S-56", "S-03"})
  void pathsAndMethods(String method, String path, int status) {
    try (RawClient client = est.client()) {
      assertRefused(client.exchange(RawClient.head(method, path), new byte[0]), status);
    }
    try (RawClient client = est.client()) {
      assertUnspent(client);
    }
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() {
    try (RawClient client = est.client()) {
      HttpReply posted = client.post(EST + "/cacerts", new byte[] {1});
      assertRefused(posted, 405);
      assertThat(posted.header("Allow")).contains("GET, HEAD");
      HttpReply got = client.get(TestEst.ENROLL);
      assertRefused(got, 405);
      assertThat(got.header("Allow")).contains("POST");
    }
  }

  @Test
  @Requirement({"R7030-3.2.3-6", "R7030-4.2-4", "S-18"})
  void whoIsNotKnownIsAskedWithoutABodyBeforeAnythingIsRead() {
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.post(TestEst.ENROLL, "not a request".getBytes(StandardCharsets.UTF_8));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.head())
          .contains(
              "WWW-Authenticate: Basic realm=\"est\", charset=\"UTF-8\"", "Content-Length: 0");
      assertThat(reply.header("Content-Type")).isEmpty();
      assertUnspent(client);
    }
  }

  @Test
  void whereOnlyCertificatesCountNobodyIsAskedForAPassword() {
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.post(
              EST + "/certificate-only/simpleenroll",
              new byte[] {1},
              RawClient.basic("device-1", password));
      assertRefused(reply, 403);
      assertThat(reply.header("WWW-Authenticate")).isEmpty();
    }
  }

  @Test
  void theMediaTypeMustFitHoweverItIsSpelt() {
    byte[] nonsense = {'!'};
    List<String> credentials = List.of(RawClient.basic("device-1", password));
    try (RawClient client = est.client()) {
      for (String wrong :
          List.of("application/x-www-form-urlencoded", "text/plain", "application/pkcs7-mime")) {
        HttpReply reply = client.postAs(TestEst.ENROLL, nonsense, with(credentials, wrong));
        assertRefused(reply, 415);
        assertThat(reply.header("Accept")).contains("application/pkcs10");
      }
      assertRefused(client.postAs(TestEst.ENROLL, nonsense, credentials), 415);
      for (String right :
          List.of(
              "application/pkcs10; charset=utf-8",
              "Application/PKCS10",
              "application/x-pkcs10",
              "application/pkcs10 ;charset=\"utf-8\"")) {
        assertRefused(client.postAs(TestEst.ENROLL, nonsense, with(credentials, right)), 400);
      }
      assertUnspent(client);
    }
  }

  private static List<String> with(List<String> headers, String contentType) {
    return List.of(headers.getFirst(), "Content-Type: " + contentType);
  }

  @Test
  @Requirement({"S-50", "R7030-6-6"})
  void aBodyNeedsALengthAndHasALimit() {
    String[] headers = {RawClient.basic("device-1", password), "Content-Type: application/pkcs10"};
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.exchange(RawClient.head("POST", TestEst.ENROLL, headers), new byte[0]);
      assertRefused(reply, 411);
    }
    try (RawClient client = est.client()) {
      client.send(
          RawClient.head(
              "POST", TestEst.ENROLL, headers[0], headers[1], "Content-Length: 10485760"));
      assertRefused(client.reply(), 413);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  @Requirement({"R7030-4.2.3-2", "R7030-4.2.3-4", "R8951-5-1"})
  void whatIsNoRequestIsRefusedAndSpendsNothing() {
    byte[] der = TestKeys.csr("CN=device-1", TestKeys.p256()).encoded();
    try (RawClient client = est.client()) {
      assertRefused(enroll(client, new byte[0]), 400);
      assertRefused(enroll(client, "====".getBytes(StandardCharsets.US_ASCII)), 400);
      assertRefused(enroll(client, "MIIB*".getBytes(StandardCharsets.US_ASCII)), 400);
      assertRefused(
          enroll(
              client,
              "-----BEGIN CERTIFICATE REQUEST-----\nMI".getBytes(StandardCharsets.US_ASCII)),
          400);
      for (int cut = 1; cut < der.length; cut += 17) {
        assertRefused(enroll(client, Arrays.copyOf(der, cut)), 400);
      }
      assertUnspent(client);
    }
  }

  @Test
  @Requirement({"R7030-3.4-1", "S-12"})
  void aRequestWithAFlippedBitIsRefused() {
    byte[] der = TestKeys.csr("CN=device-1", TestKeys.p256()).encoded();
    try (RawClient client = est.client()) {
      for (int at = 0; at < der.length; at += 11) {
        byte[] damaged = der.clone();
        damaged[at] ^= 0x10;
        assertThat(enroll(client, damaged).status()).as("octet " + at).isEqualTo(400);
      }
      assertUnspent(client);
    }
  }

  @Test
  @Requirement("S-51")
  void aNameOfAThousandPartsIsRefused() {
    String name =
        IntStream.range(0, 1000).mapToObj(i -> "OU=" + i).collect(Collectors.joining(","));
    try (RawClient client = est.client()) {
      assertRefused(enroll(client, unchecked(name)), 400);
      assertUnspent(client);
    }
  }

  /** Our own builder refuses to make such a thing. */
  private static byte[] unchecked(String name) {
    KeyPair keys = TestKeys.p256();
    try {
      return new JcaPKCS10CertificationRequestBuilder(new X500Name(name), keys.getPublic())
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
          .getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Csr csr(String name) {
    return TestKeys.csr(name, TestKeys.p256());
  }

  @Test
  @Requirement("S-05")
  void aNameThatTheCallerMayNotHaveIsRefused() {
    try (RawClient client = est.client()) {
      assertRefused(enroll(client, TestEst.body(csr("CN=device-2"))), 400);
      assertUnspent(client);
    }
  }
}
