package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trusted registration authorities (RFC 7030 3.7, RFC 6402 2.10). */
class RegistrarTest {
  private static final String LINE = "/.well-known/est/line/";
  private static final String LINKED = "/.well-known/est/linked/simpleenroll";
  private static final String REGISTRARS = "/.well-known/est/registrars/simpleenroll";

  private static final String REGISTRAR =
      """
        registrar:
          privileged: true
          key-usage: [digital-signature]
          extended-key-usage: [client-auth, cmc-ra]
      """;

  @TempDir Path folder;
  private ConfiguredEst est;

  @BeforeEach
  void start() {
    est =
        new ConfiguredEst(
            folder,
            REGISTRAR,
            """
              line:
                profile: device
              linked:
                profile: device
                linking: required
                challenges:
                  linking-of-registrars: false
              elsewhere:
                profile: device
              registrars:
                profile: registrar
                authenticators: [client-certificate, one-time-password]
            registration-authorities:
              gateway:
                subject: CN=ra-1
                labels: [line, linked]
                names: ["CN=device-*", "dns:*.line.example"]
            """);
  }

  @AfterEach
  void stop() {
    est.close();
  }

  /** Got by an ordinary certificate with the same name, under the label for it. */
  private TlsIdentity registrar(String name) {
    KeyPair keys = TestKeys.p256();
    TlsIdentity ordinary = est.enrolled(name);
    HttpReply reply = est.post(ordinary, REGISTRARS, TestKeys.csr("CN=" + name, keys));
    return ConfiguredEst.identity(keys, reply);
  }

  private HttpReply enroll(TlsIdentity identity, String operation, String name) {
    return est.post(identity, LINE + operation, TestKeys.csr("CN=" + name, TestKeys.p256()));
  }

  @Test
  @Requirement({"R7030-3.7-2", "R6402-2.10-1", "S-21"})
  void aListedRegistrationAuthorityAsksForOthersWithinItsNames() {
    TlsIdentity registrar = registrar("ra-1");
    HttpReply reply = enroll(registrar, "simpleenroll", "device-7");
    X509CertificateHolder issued = TestEst.certificate(reply);
    assertThat(issued.getSubject()).hasToString("CN=device-7");
    assertThat(ExtendedKeyUsage.fromExtensions(issued.getExtensions()).getUsages())
        .containsExactly(KeyPurposeId.id_kp_clientAuth);
    assertThat(est.lastIssue().details()).containsEntry("role", "registrar:gateway");
    assertThat(est.lastIssue().actor()).startsWith("cert:");
    HttpReply outside = enroll(registrar, "simpleenroll", "boiler-7");
    assertThat(outside.status()).isEqualTo(400);
    assertThat(outside.text()).contains("grant");
  }

  @Test
  @Requirement({"R7030-3.7-2", "S-21"})
  void underOtherLabelsItIsAnOrdinaryClient() {
    TlsIdentity registrar = registrar("ra-1");
    String elsewhere = "/.well-known/est/elsewhere/simpleenroll";
    HttpReply other = est.post(registrar, elsewhere, TestKeys.csr("CN=device-7", TestKeys.p256()));
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text()).contains("id-kp-cmcRA counts for registration authorities");
    HttpReply own = est.post(registrar, elsewhere, TestKeys.csr("CN=ra-1", TestKeys.p256()));
    assertThat(own.status()).isEqualTo(200);
  }

  @Test
  @Requirement({"R7030-3.7-2", "S-21"})
  void neitherTheExtendedKeyUsageNorTheNameAloneMakesOne() {
    TlsIdentity unlisted = registrar("ra-2");
    HttpReply reply = enroll(unlisted, "simpleenroll", "device-7");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("id-kp-cmcRA counts for registration authorities");
    TlsIdentity namesake = est.enrolled("ra-1");
    HttpReply refused = enroll(namesake, "simpleenroll", "device-7");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).doesNotContain("cmcRA");
  }

  @Test
  @Requirement("S-21")
  void aReenrolmentThatItPassesOnIsNotOneOfItsOwnCertificate() {
    TlsIdentity registrar = registrar("ra-1");
    X509CertificateHolder issued =
        TestEst.certificate(enroll(registrar, "simplereenroll", "device-7"));
    assertThat(issued.getSubject()).hasToString("CN=device-7");
    assertThat(enroll(registrar, "simplereenroll", "boiler-7").status()).isEqualTo(400);
    HttpReply own =
        est.post(
            registrar,
            "/.well-known/est/registrars/simplereenroll",
            TestKeys.csr("CN=ra-1", TestKeys.p256()));
    assertThat(own.status()).as(own.text()).isEqualTo(200);
  }

  @Test
  @Requirement("S-01")
  void aRevokedRegistrationAuthorityIsNoneAnyMore() {
    TlsIdentity registrar = registrar("ra-1");
    try (RawClient client = est.client(registrar)) {
      byte[] body = TestEst.body(TestKeys.csr("CN=device-7", TestKeys.p256()));
      assertThat(client.post(LINE + "simpleenroll", body).status()).isEqualTo(200);
      est.deployment()
          .parts()
          .authority()
          .revoke(registrar.certificate().getSerialNumber(), 1, "operator:test");
      HttpReply refused = client.post(LINE + "simpleenroll", body);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("revoked");
    }
  }

  @Test
  @Requirement({"R7894-4-6", "R7030-3.7-2"})
  void theLinkOfARequestThatItPassesOnIsIgnoredWhereTheLabelSaysSo() {
    KeyPair keys = TestKeys.p256();
    CsrBuilder builder = TestKeys.builder("CN=device-7", keys);
    builder.challengePassword(Base64.getEncoder().encodeToString(new byte[32]));
    byte[] linkedElsewhere = TestEst.body(TestKeys.sign(builder, keys));
    TlsIdentity registrar = registrar("ra-1");
    try (RawClient client = est.client(registrar)) {
      assertThat(client.post(LINKED, linkedElsewhere).status()).isEqualTo(200);
      assertThat(client.post(LINE + "simpleenroll", linkedElsewhere).status()).isEqualTo(400);
    }
    try (RawClient client = est.client(est.enrolled("device-7"))) {
      HttpReply refused = client.post(LINKED, linkedElsewhere);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains("est-pop-mismatch");
    }
  }

  @Test
  @Requirement("S-19")
  void aPasswordGetsNoCertificateOfARegistrationAuthority() {
    KeyPair keys = TestKeys.p256();
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.post(
              REGISTRARS,
              TestEst.body(TestKeys.csr("CN=ra-1", keys)),
              RawClient.basic("ra-1", est.oneTimePassword("ra-1", "registrars")));
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text()).contains("a password gets no certificate of this profile");
    }
  }

  @Test
  @Requirement("S-14")
  void itsOwnKeyIsNotForOthers() {
    KeyPair keys = TestKeys.p256();
    HttpReply got = est.post(est.enrolled("ra-1"), REGISTRARS, TestKeys.csr("CN=ra-1", keys));
    TlsIdentity registrar = ConfiguredEst.identity(keys, got);
    HttpReply refused =
        est.post(registrar, LINE + "simpleenroll", TestKeys.csr("CN=device-7", keys));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("certified for somebody else");
  }
}
