package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.EstOids;
import org.bequest.server.support.ForeignPki;
import org.bequest.server.support.ForeignPki.Wanted;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of a manufacturer under a label that names its anchors (RFC 7030 3.3.2). */
class ForeignAnchorsTest {
  private static final String ENROLL = "/.well-known/est/acme/simpleenroll";
  private static final String REENROLL = "/.well-known/est/acme/simplereenroll";

  @TempDir Path folder;
  private ForeignPki acme;
  private ConfiguredEst est;

  @BeforeEach
  void start() {
    acme = new ForeignPki("Acme", Instant.now());
    acme.publish(folder, Instant.now());
    Path root = acme.trustIn(folder);
    est =
        new ConfiguredEst(
            folder,
            """
              acme:
                profile: device
                authenticators: [client-certificate]
                client-certificates:
                  anchors: [own, acme-idevid]
                names:
                  grants: ["serialNumber=${cert.serial-number}", "CN=${cert.serial-number}"]
                  patterns:
                    cert.serial-number: "[0-9A-Z-]{1,20}"
            anchors:
              acme-idevid:
                certificates: [%s]
                crls: [%s/root.crl, %s/issuing.crl]
                grace: 10d
            """
                .formatted(root, folder, folder));
  }

  @AfterEach
  void stop() {
    est.close();
  }

  private HttpReply enroll(TlsIdentity identity, String name) {
    return est.post(identity, ENROLL, TestKeys.csr("CN=" + name, TestKeys.p256()));
  }

  @Test
  @Requirement({"R7030-3.3.2-5", "R7030-3.3.2-6", "R7030-3.3.2-2"})
  void aManufacturersDeviceEnrolsForTheNameThatTheLabelMakesOfItsSerialNumber() {
    TlsIdentity device = acme.device(Wanted.device("4711"));
    HttpReply reply = enroll(device, "4711");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(est.lastIssue().details()).containsEntry("role", "foreign:acme-idevid");
    HttpReply other = enroll(device, "4712");
    assertThat(other.status()).as(other.text()).isEqualTo(400);
    assertThat(other.text()).contains("grant");
  }

  @Test
  @Requirement({"R7030-3.3.2-7", "S-06"})
  void itRenewsNothingWhateverItSendsAlong() {
    TlsIdentity device = acme.device(Wanted.device("4711"));
    TlsIdentity own = est.enrolled("device-1");
    for (String path : List.of(REENROLL, "/.well-known/est/simplereenroll")) {
      HttpReply reply = est.post(device, path, TestKeys.csr("CN=4711", TestKeys.p256()));
      assertThat(reply.status()).isIn(401, 403);
    }
    TlsIdentity borrowed =
        new TlsIdentity(device.key(), List.of(device.certificate(), own.certificate()));
    HttpReply reply = est.post(borrowed, REENROLL, TestKeys.csr("CN=device-1", TestKeys.p256()));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(enroll(borrowed, "device-1").status()).isNotEqualTo(200);
  }

  @Test
  @Requirement({"S-10", "R7030-3.3.2-8"})
  void itCountsOnlyUnderLabelsThatNameItsAnchors() {
    TlsIdentity device = acme.device(Wanted.device("4711"));
    HttpReply reply = est.post(device, TestEst.ENROLL, TestKeys.csr("CN=4711", TestKeys.p256()));
    assertThat(reply.status()).isEqualTo(401);
    ForeignPki other = new ForeignPki("Other", est.clock().instant());
    assertThat(enroll(other.device(Wanted.device("4711")), "4711").status()).isEqualTo(403);
    ForeignPki namesake = new ForeignPki("Acme", est.clock().instant());
    assertThat(enroll(namesake.device(Wanted.device("4711")), "4711").status()).isEqualTo(403);
  }

  @Test
  @Requirement("S-10")
  void anAuthoritysCertificateAndOneForOtherUsesAreNoClients() {
    List<Wanted> unfit =
        List.of(
            Wanted.device("4711").asAuthority(),
            Wanted.device("4711").with(KeyPurposeId.id_kp_serverAuth),
            Wanted.device("4711").with(KeyPurposeId.id_kp_codeSigning));
    for (Wanted wanted : unfit) {
      HttpReply reply = enroll(acme.device(wanted), "4711");
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text()).contains("the client certificate is");
    }
    Wanted fit = Wanted.device("4711").with(KeyPurposeId.id_kp_clientAuth);
    assertThat(enroll(acme.device(fit), "4711").status()).isEqualTo(200);
  }

  @Test
  @Requirement({"S-01", "R7030-3.3.2-6"})
  void revocationCountsFromTheNextRequestOnAnOpenConnection() {
    TlsIdentity device = acme.device(Wanted.device("4711"));
    try (RawClient client = est.client(device)) {
      assertThat(enroll(client).status()).isEqualTo(200);
      acme.publish(folder, est.clock().instant(), device.certificate().getSerialNumber());
      HttpReply refused = enroll(client);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("revoked");
    }
  }

  private static HttpReply enroll(RawClient client) {
    return client.post(ENROLL, TestEst.body(TestKeys.csr("CN=4711", TestKeys.p256())));
  }

  @Test
  @Requirement("S-01")
  void aListThatIsOutOfDateRefusesEverybody() {
    TlsIdentity device = acme.device(Wanted.device("4711"));
    est.clock().step(Duration.ofDays(2));
    HttpReply refused = enroll(device, "4711");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("no valid revocation list of anchors acme-idevid");
    acme.publish(folder, est.clock().instant());
    assertThat(enroll(device, "4711").status()).isEqualTo(200);
  }

  @Test
  @Requirement({"S-01", "R7030-3.3.2-6"})
  void anExpiredCertificateCountsWithinTheGraceOfItsAnchorsAndNoLonger() {
    TlsIdentity device = acme.device(Wanted.device("4711").endingAfter(Duration.ofDays(5)));
    est.clock().step(Duration.ofDays(14));
    acme.publish(folder, est.clock().instant());
    assertThat(enroll(device, "4711").status()).isEqualTo(200);
    est.clock().step(Duration.ofDays(2));
    acme.publish(folder, est.clock().instant());
    HttpReply refused = enroll(device, "4711");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("expired");
  }

  @Test
  @Requirement("S-06")
  void authoritiesThatTheClientSendsLeadToTheAnchorAndAddNothing() {
    KeyPair keys = TestKeys.p256();
    X509CertificateHolder end = acme.issued(Wanted.device("4711"), keys);
    assertThat(enroll(ForeignPki.identity(keys, end), "4711").status()).isEqualTo(403);
    TlsIdentity unordered =
        ForeignPki.identity(keys, end, acme.root(), acme.issuing(), acme.issuing());
    assertThat(enroll(unordered, "4711").status()).isEqualTo(200);
    assertThat(enroll(ForeignPki.identity(keys, end), "4711").status())
        .as("its path is known by now")
        .isEqualTo(200);
  }

  @Test
  @Requirement("R7030-3.3.2-7")
  void aRegistrationAuthorityOfTheManufacturersIsNoneHere() {
    Wanted registrar =
        Wanted.device("4711")
            .with(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.getInstance(EstOids.CMC_RA));
    TlsIdentity device = acme.device(registrar);
    assertThat(enroll(device, "4712").status()).isEqualTo(400);
    assertThat(enroll(device, "4711").status()).isEqualTo(200);
  }
}
