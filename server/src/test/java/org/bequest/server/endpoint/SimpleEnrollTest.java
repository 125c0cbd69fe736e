package org.bequest.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.bequest.ca.Decision;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.conformance.Requirement;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.label.WireOptions;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.ScriptedAuthority;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7030 4.2.1: a certificate for whoever may have it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimpleEnrollTest {
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

  @Test
  @Requirement({
    "R7030-4.2-1",
    "R7030-4.2.3-1",
    "R7030-3.2.4-1",
    "R7030-3.2.2-2",
    "R7030-3.2.3-4",
    "R8951-3-2",
    "S-76"
  })
  void aUserWithAPasswordEnrolsADevice() {
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.post(
              TestEst.ENROLL,
              TestEst.body(TestKeys.csr("CN=device-1", TestKeys.p256())),
              RawClient.basic("alice", "correct horse"),
              "Content-Transfer-Encoding: nonsense");
      assertThat(reply.header("Set-Cookie")).isEmpty();
      X509CertificateHolder certificate = TestEst.certificate(reply);
      assertThat(certificate.getSubject()).isEqualTo(new X500Name("CN=device-1"));
      assertThat(reply.header("Content-Type"))
          .contains("application/pkcs7-mime; smime-type=certs-only");
      assertThat(
              est.store()
                  .certificates()
                  .find(est.authority().key().issuer().id(), certificate.getSerialNumber()))
          .get()
          .extracting("identity")
          .isEqualTo("user:alice");
    }
  }

  @Test
  @Requirement({"R8951-3.1-1", "R7030-4.2.1-4"})
  void theRequestIsReadHoweverItsBase64IsBroken() {
    byte[] der = csr("device-2").encoded();
    String line = Base64.getEncoder().encodeToString(der);
    try (RawClient client = est.client()) {
      for (String body :
          List.of(
              line,
              line + "\r\n",
              Base64.getMimeEncoder(64, new byte[] {'\r', '\n'}).encodeToString(der),
              Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(der) + " \t\n",
              "\t " + line.substring(0, 5) + " " + line.substring(5))) {
        assertThat(enroll(client, body.getBytes(StandardCharsets.US_ASCII)).status())
            .as(body)
            .isEqualTo(200);
      }
      assertThat(enroll(client, der).status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement({"R7030-4.2-6", "R7030-4.2.3-5"})
  void aRequestThatWaitsForApprovalIsAnsweredWithWhenToComeAgain() {
    var waiting = new Decision.Pending("ticket-7", Duration.ofMinutes(2));
    est.server().reload(est.labels(scripted(waiting)));
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.post(
              TestEst.ENROLL,
              TestEst.body(csr("device-3")),
              "User-Agent: device",
              RawClient.basic("alice", "correct horse"));
      assertThat(reply.status()).isEqualTo(202);
      assertThat(reply.header("Retry-After")).contains("120");
      assertThat(reply.text())
          .startsWith("est: request ticket-7 waits: ask again, for the same key [req ");
      assertThat(est.events().getLast().reason()).isEqualTo("PENDING");
    } finally {
      est.server().reload(est.labels(WireOptions.DEFAULT));
    }
  }

  /** Bouncy Castle's client fails on a body there; the words are for those who show them. */
  @Test
  @Requirement("R7030-4.2.3-5")
  void aNamelessClientIsToldToComeAgainWithoutWords() {
    est.server().reload(est.labels(scripted(new Decision.Pending("t", Duration.ofMinutes(2)))));
    try (RawClient client = est.client()) {
      HttpReply reply = enroll(client, TestEst.body(csr("device-3")));
      assertThat(reply.status()).isEqualTo(202);
      assertThat(reply.head()).contains("Retry-After: 120", "Content-Length: 0");
      assertThat(reply.header("Content-Type")).isEmpty();
      assertThat(est.events().getLast().detail()).isEqualTo("t");
    } finally {
      est.server().reload(est.labels(WireOptions.DEFAULT));
    }
  }

  @Test
  @Requirement("R7030-4.2.3-5")
  void whoWaitsIsNeverToldToComeBackAtOnce() {
    est.server().reload(est.labels(scripted(new Decision.Pending("ticket-8", Duration.ZERO))));
    try (RawClient client = est.client()) {
      assertThat(enroll(client, TestEst.body(csr("device-3"))).header("Retry-After")).contains("1");
    } finally {
      est.server().reload(est.labels(WireOptions.DEFAULT));
    }
  }

  private ScriptedAuthority scripted(Decision decision) {
    LocalCa real =
        est.authority().under(Profile.of("device", ProfileConfig.DEFAULT), LabelRules.DEFAULT);
    return new ScriptedAuthority(real, _ -> decision);
  }

  private static Csr csr(String device) {
    return TestKeys.csr("CN=" + device, TestKeys.p256());
  }

  private static HttpReply enroll(RawClient client, byte[] body) {
    return client.post(TestEst.ENROLL, body, RawClient.basic("alice", "correct horse"));
  }
}
