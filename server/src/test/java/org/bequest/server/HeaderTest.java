package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Header fields that a stranger can write are not believed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeaderTest {
  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
  }

  @AfterAll
  void stop() {
    est.close();
  }

  @Test
  @Requirement("S-71")
  void nothingThatIsAnsweredRepeatsTheHost() {
    for (String path :
        List.of(
            "/",
            "/.well-known/est/cacerts",
            "/.well-known/est/crls",
            "/.well-known/est//cacerts",
            TestEst.ENROLL,
            TestEst.REENROLL)) {
      for (String method : List.of("GET", "POST")) {
        String head =
            method + " " + path + " HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n";
        try (RawClient client = est.client()) {
          HttpReply reply = client.exchange(head, new byte[0]);
          assertThat(reply.head()).noneMatch(line -> line.contains("evil.example"));
          assertThat(reply.header("Location")).isEmpty();
          assertThat(reply.text()).doesNotContain("evil.example");
        }
      }
    }
  }

  @Test
  @Requirement("S-11")
  void noFieldTakesThePlaceOfAClientCertificateOrAnAddress() throws Exception {
    TlsIdentity device = est.enrolled("device-1");
    String certificate = Base64.getEncoder().encodeToString(device.certificate().getEncoded());
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.post(
              TestEst.REENROLL,
              TestEst.body(TestKeys.csr("CN=device-1", TestKeys.p256())),
              "Client-Cert: :" + certificate + ":",
              "X-SSL-Client-Cert: " + certificate,
              "X-Client-Cert: " + certificate,
              "X-Forwarded-Client-Cert: Cert=" + certificate,
              "X-SSL-Client-Verify: SUCCESS",
              "X-Forwarded-For: 192.0.2.1",
              "Forwarded: for=192.0.2.1",
              "X-Remote-User: device-1");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(est.events().getLast().remote()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  @Requirement("S-59")
  void credentialsThatAreNoneAreNobodys() {
    for (String value :
        List.of(
            "Basic",
            "Basic ",
            "Basic ====",
            "Basic " + base64("no colon"),
            "Basic " + base64("device-1:"),
            "Bearer token",
            "Digest username=\"alice\"",
            "x".repeat(4000))) {
      try (RawClient client = est.client()) {
        HttpReply reply = client.post(TestEst.ENROLL, new byte[] {1}, "Authorization: " + value);
        assertThat(reply.status()).as(value).isEqualTo(401);
        assertThat(reply.header("Content-Length")).contains("0");
      }
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
