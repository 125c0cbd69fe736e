package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.CrlsOnly;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
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

/** The five operations as a client sees them. */
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
  @Requirement({
    "R7030-4.1.2-1",
    "R7030-4.1.2-3",
    "R7030-4.1.3-1",
    "R7030-4.1.3-3",
    "R7030-4.1.3-4",
    "R7030-4.1.3-5",
    "R7030-3.2.2-1",
    "R8951-3-1"
  })
  void anybodyGetsTheAuthoritysCertificates() {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(EST + "/cacerts");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.head())
          .contains(
              "Content-Type: application/pkcs7-mime",
              "Content-Length: " + reply.body().length,
              "Content-Transfer-Encoding: base64");
      assertThat(TestEst.certificates(reply))
          .containsExactlyInAnyOrderElementsOf(est.authority().key().chain());
      assertThat(reply.text().lines()).allMatch(line -> line.length() <= 64);
      assertThat(reply.text()).endsWith("\r\n");
    }
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
              EST + "/cacerts?query=ignored")) {
        assertThat(client.get(path).status()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  @Requirement({"R7030-4.5-2", "R7030-4.5.2-1", "R7030-4.5.2-2", "R7030-4.5.2-6"})
  void csrAttributesAskForTheBindingWhereItIsRequired() throws Exception {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(EST + "/linked/csrattrs");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).contains("application/csrattrs");
      byte[] der = Base64Body.decode(reply.body(), BodyContent.CSR_ATTRIBUTES).value();
      byte[] challengePassword = {0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7};
      assertThat(der).containsSequence(challengePassword);
    }
  }

  @Test
  @Requirement({"R8295-4.2-1", "R8295-3-2"})
  void anybodyGetsTheNewestCrl() throws Exception {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(EST + "/crls");
      assertThat(reply.header("Content-Type"))
          .contains("application/pkcs7-mime; smime-type=crls-only");
      byte[] cms = Base64Body.decode(reply.body(), BodyContent.CMS).value();
      assertThat(CrlsOnly.decode(cms).crls())
          .singleElement()
          .satisfies(
              crl -> assertThat(crl.getEncoded()).isEqualTo(est.authority().crls().getFirst()));
    }
  }

  @Test
  @Requirement({
    "R7030-4.2-1",
    "R7030-4.2.3-1",
    "R7030-3.2.4-1",
    "R7030-3.2.2-2",
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
  @Requirement({"R7030-3.3.2-2", "R7030-4.2.2-4"})
  void aDeviceRenewsWithItsCertificateAndANewKeyOnOneConnection() {
    TlsIdentity device = est.enrolled("device-2");
    try (RawClient client = est.client(device)) {
      for (int i = 0; i < 2; i++) {
        KeyPair keys = TestKeys.p256();
        HttpReply reply =
            client.post(TestEst.REENROLL, TestEst.body(TestKeys.csr("CN=device-2", keys)));
        assertThat(TestEst.certificate(reply).getSubjectPublicKeyInfo().getEncoded())
            .isEqualTo(keys.getPublic().getEncoded());
      }
      HttpReply other =
          client.post(TestEst.REENROLL, TestEst.body(TestKeys.csr("CN=device-3", TestKeys.p256())));
      assertThat(other.status()).isEqualTo(400);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Requirement("R7030-4.2.2-2")
  void renewalUnderAnotherNameIsRefused() {
    try (RawClient client = est.client(est.enrolled("device-4"))) {
      HttpReply reply =
          client.post(TestEst.REENROLL, TestEst.body(TestKeys.csr("CN=other", TestKeys.p256())));
      assertThat(reply.status()).isEqualTo(400);
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
