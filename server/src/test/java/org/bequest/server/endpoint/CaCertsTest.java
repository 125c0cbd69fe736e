package org.bequest.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7030 4.1: the certificates of the authority. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaCertsTest {
  private static final String EST = "/.well-known/est";

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
  @Requirement({
    "R7030-4.1.2-1",
    "R7030-4.1.2-3",
    "R7030-4.1.3-1",
    "R7030-4.1.3-3",
    "R7030-4.1.3-4",
    "R7030-4.1.3-5",
    "R7030-3.2.1-1",
    "R7030-3.2.2-1",
    "R8951-3-1",
    "R8951-E"
  })
  void anybodyGetsTheAuthoritysCertificates() {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(EST + "/cacerts", "User-Agent: estclient");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.head())
          .contains(
              "Content-Type: application/pkcs7-mime",
              "Content-Length: " + reply.body().length,
              "Content-Transfer-Encoding: base64");
      assertThat(reply.header("Transfer-Encoding")).isEmpty();
      assertThat(TestEst.certificates(reply))
          .containsExactlyInAnyOrderElementsOf(est.authority().key().chain());
      assertThat(reply.text().lines()).allMatch(line -> line.length() <= 64);
      assertThat(reply.text()).endsWith("\r\n");
    }
  }

  @Test
  @Requirement("R8951-3.1-2")
  void whoHasNoNameGetsOneLineOfBase64() {
    try (RawClient client = est.client()) {
      assertThat(client.get(EST + "/cacerts").text()).matches("[A-Za-z0-9+/]+=*\r\n");
    }
  }

  @Test
  @Requirement("R7030-4.1.2-3")
  void nobodysCredentialsAreLookedAt() {
    try (RawClient client = est.client()) {
      assertThat(client.get(EST + "/cacerts", RawClient.basic("nobody", "wrong")).status())
          .isEqualTo(200);
    }
    try (RawClient stranger = est.client(TestKeys.selfSigned("stranger"))) {
      assertThat(stranger.get(EST + "/cacerts").status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement({"R7030-4.1.3-4", "R7030-4.1.3-5"})
  void aNewCertificateChainsToTheRootThroughTheseAlone() throws Exception {
    X509CertificateHolder at =
        new X509CertificateHolder(est.enrolled("device-1").certificate().getEncoded());
    try (RawClient client = est.client()) {
      List<X509CertificateHolder> bag = TestEst.certificates(client.get(EST + "/cacerts"));
      for (int step = 0; !at.getSubject().equals(at.getIssuer()); step++) {
        X500Name issuer = at.getIssuer();
        at = bag.stream().filter(c -> c.getSubject().equals(issuer)).findFirst().orElseThrow();
        assertThat(step).isLessThan(bag.size());
      }
    }
  }

  @Test
  void everyLabelAnswersForItsAuthority() {
    try (RawClient client = est.client()) {
      assertThat(client.get(EST + "/plant/7/cacerts").body())
          .isEqualTo(client.get(EST + "/cacerts").body());
    }
  }
}
