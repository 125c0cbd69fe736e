package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.server.event.RequestEvent;
import org.bequest.server.label.Base64Lines;
import org.bequest.server.label.WireOptions;
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

/** What all operations have in common: routes, events, reload, health. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstServerTest {
  private static final String EST = "/.well-known/est";

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
  @Requirement({"R7030-3.2.2-4", "R7030-3.2.2-6"})
  void aLabelOfAnyDepthAndOtherPrefixesAndSuffixesAreRoutes() {
    try (RawClient client = est.client()) {
      for (String path :
          List.of(
              EST + "/plant/7/cacerts",
              EST + "/linked/cacerts",
              "/hubject/est/cacerts",
              EST + "/cacerts/ISO15118-2",
              "/.well-known/cpo/cacerts",
              "/.well-known/cpo/cacerts/ISO15118-2",
              "/.well-known/cpo/linked/cacerts",
              EST + "/plant/7-renewal/cacerts",
              EST + "/cacerts?query=ignored")) {
        assertThat(client.get(path).status()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void aPrefixAndAnAliasMeanTheirLabel() {
    try (RawClient client = est.client()) {
      for (String path : List.of("/.well-known/cpo/cacerts", EST + "/plant/7-renewal/cacerts")) {
        client.get(path);
        assertThat(est.events().getLast().label()).as(path).isEqualTo("plant/7");
      }
      client.get("/hubject/est/cacerts");
      assertThat(est.events().getLast().label()).isEmpty();
    }
  }

  @Test
  void everyRequestIsToldOnceWithItsCertificate() {
    int before = est.events().size();
    try (RawClient client = est.client()) {
      X509CertificateHolder certificate =
          TestEst.certificate(
              client.post(
                  TestEst.ENROLL,
                  TestEst.body(TestKeys.csr("CN=device-5", TestKeys.p256())),
                  RawClient.basic("", est.oneTimePassword("device-5"))));
      assertThat(est.events().subList(before, est.events().size()))
          .singleElement()
          .satisfies(event -> {
            assertThat(event.serial()).isEqualTo(certificate.getSerialNumber().toString(16));
            assertThat(event.caller()).isEqualTo("otp:device-5");
            assertThat(event.operation()).isEqualTo("simpleenroll");
            assertThat(event.status()).isEqualTo(200);
            assertThat(event.tls()).isEqualTo("TLSv1.3");
            assertThat(event.remote()).isEqualTo("127.0.0.1");
          });
    }
  }

  @Test
  void newLabelsCountFromTheNextRequestOn() {
    try (RawClient client = est.client()) {
      est.server().reload(est.labels(new WireOptions(false, true, true, Base64Lines.COLUMNS_64)));
      HttpReply reply = client.get(EST + "/cacerts");
      assertThat(reply.header("Content-Transfer-Encoding")).isEmpty();
      assertThat(reply.header("Content-Type"))
          .contains("application/pkcs7-mime; smime-type=certs-only");
      HttpReply enrolled =
          client.post(
              TestEst.ENROLL,
              TestEst.body(TestKeys.csr("CN=device-6", TestKeys.p256())),
              RawClient.basic("alice", "correct horse"));
      assertThat(TestEst.certificates(enrolled).getFirst().getSubject())
          .isEqualTo(new X500Name("CN=device-6"));
      assertThat(TestEst.certificates(enrolled)).hasSizeGreaterThan(1);
    } finally {
      est.server().reload(est.labels(WireOptions.DEFAULT));
    }
  }

  @Test
  @Requirement("S-73")
  void readinessNamesItsChecks() {
    assertThat(est.server().health().live()).isTrue();
    assertThat(est.server().health().ready()).isTrue();
    assertThat(est.server().health().readiness())
        .containsOnlyKeys("running", "store", "authority", "crl");
  }

  @Test
  @Requirement("S-16")
  void noEventHoldsASecret() {
    try (RawClient client = est.client()) {
      client.post(TestEst.ENROLL, new byte[] {1}, RawClient.basic("alice", "correct horse"));
      client.post(TestEst.ENROLL, new byte[] {1}, RawClient.basic("alice", "wrong horse"));
    }
    assertThat(est.events())
        .extracting(RequestEvent::toString)
        .noneMatch(event -> event.contains("horse"));
  }
}
