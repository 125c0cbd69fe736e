package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.CertificateQuery;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore.RequestQuery;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose labels are issued by another server, to which it is a registration authority. */
class EstAuthorityTest {
  private static final String LABEL = "/.well-known/est/factory/";
  private static final String WAITING = "/.well-known/est/waiting/";
  private static final String LINKED = "/.well-known/est/linked/";

  private static final String REGISTRAR =
      """
        registrar:
          privileged: true
          key-usage: [digital-signature]
          extended-key-usage: [client-auth, cmc-ra]
        p256:
          keys: {algorithms: [p256]}
          key-usage: [digital-signature]
          extended-key-usage: [client-auth]
      """;

  private static final String UPSTREAM =
      """
        line:
          profile: p256
          challenges: {linking-of-registrars: false}
        checked:
          profile: p256
          approval: {mode: manual, retry-after: 40s}
        registrars:
          profile: registrar
      registration-authorities:
        gateway:
          subject: CN=gateway
          labels: [line, checked]
          names: ["CN=device-*"]
      """;

  @TempDir Path folder;
  private ConfiguredEst upstream;
  private Relay line;
  private ConfiguredEst est;

  @BeforeEach
  void start() throws IOException {
    upstream = new ConfiguredEst(Files.createDirectory(folder.resolve("up")), REGISTRAR, UPSTREAM);
    line = new Relay(upstream.deployment().est().port());
    Path keys = folder.resolve("gateway.p12");
    try (Secret password = Secret.of("correct horse")) {
      TlsIdentity gateway = gateway();
      var entry = new KeyStoreFile.Entry("gateway", gateway.key(), gateway.chain());
      KeyStoreFile.write(keys, password, List.of(entry));
    }
    Files.writeString(folder.resolve("password"), "correct horse\n");
    est = new ConfiguredEst(Files.createDirectory(folder.resolve("down")), configuration(keys));
  }

  /** An ordinary certificate of this name becomes a registration authority's. */
  private TlsIdentity gateway() {
    KeyPair keys = TestKeys.p256();
    TlsIdentity ordinary = upstream.enrolled("gateway");
    String path = "/.well-known/est/registrars/simpleenroll";
    return ConfiguredEst.identity(
        keys, upstream.post(ordinary, path, TestKeys.csr("CN=gateway", keys)));
  }

  private String configuration(Path keys) {
    String authority =
        """
              url: https://localhost:%d
              label: %s
              trust-anchors: %s
              key-store: %s
              password: file:%s
              timeout: 60s
              requests: {retry-after: 30s}
        """;
    Path root = folder.resolve("up/data/ca/root.pem");
    Path password = folder.resolve("password");
    return """
      factory:
        profile: device
        authority: headquarters
      waiting:
        profile: device
        authority: slow
      linked:
        profile: device
        authority: headquarters
        linking: required
    authorities:
      est:
        headquarters:
    """
        + authority.formatted(line.port(), "line", root, keys, password)
        + "    slow:\n"
        + authority.formatted(line.port(), "checked", root, keys, password);
  }

  @AfterEach
  void stop() {
    est.close();
    line.close();
    upstream.close();
  }

  private HttpReply enroll(String path, Csr csr, String device, String password) {
    try (RawClient client = est.client()) {
      return client.post(path, TestEst.body(csr), RawClient.basic(device, password));
    }
  }

  private static List<CertificateRow> rows(ConfiguredEst server, String subject) {
    return server.store().certificates().list(new CertificateQuery(subject, "", 100, Instant.MAX));
  }

  @Test
  @Requirement({"R7030-3.7-2", "S-02", "S-76"})
  void theOtherServerIssuesWhatThisOneHasExamined() {
    HttpReply reply =
        enroll(
            LABEL + "simpleenroll",
            TestKeys.csr("CN=device-7", TestKeys.p256()),
            "device-7",
            est.oneTimePassword("device-7", "factory"));
    X509CertificateHolder certificate = TestEst.certificate(reply);

    X509CertificateHolder issuer = upstream.deployment().parts().authority().key().certificate();
    assertThat(certificate.getIssuer()).isEqualTo(issuer.getSubject());
    assertThat(rows(est, "device-7")).hasSize(1);
    assertThat(est.lastIssue().details()).containsEntry("authority", "headquarters");
    assertThat(upstream.lastIssue().details()).containsEntry("role", "registrar:gateway");
    try (RawClient client = est.client()) {
      assertThat(TestEst.certificates(client.get(LABEL + "cacerts"))).contains(issuer);
      assertThat(client.get(LABEL + "crls").status()).isEqualTo(404);
    }
  }

  @Test
  @Requirement({"R7030-4.2.2-1", "R7030-4.2.2-2"})
  void aCertificateFromThereIsRenewedHere() {
    TlsIdentity device = est.enrolled("device-8", "factory");
    Csr csr = TestKeys.csr("CN=device-8", TestKeys.p256());
    HttpReply renewed = est.post(device, LABEL + "simplereenroll", csr);
    assertThat(TestEst.certificate(renewed).getSubject()).hasToString("CN=device-8");
    Csr other = TestKeys.csr("CN=device-9", TestKeys.p256());
    assertThat(est.post(device, LABEL + "simplereenroll", other).status()).isEqualTo(400);
    assertThat(rows(upstream, "device-8")).hasSize(2);
    assertThat(rows(upstream, "device-9")).isEmpty();
  }

  @Test
  @Requirement("R7030-4.5.2-1")
  void itsAttributesArePassedOnWithOurLinking() {
    try (RawClient client = est.client();
        RawClient other = upstream.client()) {
      HttpReply theirs = other.get("/.well-known/est/line/csrattrs");
      assertThat(theirs.status()).isEqualTo(200);
      assertThat(client.get(LABEL + "csrattrs").body()).isEqualTo(theirs.body());
      HttpReply linked = client.get(LINKED + "csrattrs");
      assertThat(linked.body().length).isGreaterThan(theirs.body().length);
    }
  }

  @Test
  @Requirement({"R7030-3.5-4", "R7030-3.7-2", "R7894-4-6"})
  void theBindingOfTheDevicesConnectionIsVerifiedHereAndPassedOn() {
    String password = est.oneTimePassword("device-6", "linked");
    try (RawClient client = est.client()) {
      KeyPair keys = TestKeys.p256();
      var request =
          TestKeys.builder("CN=device-6", keys).challengePassword(client.binding().base64());
      HttpReply reply =
          client.post(
              LINKED + "simpleenroll",
              TestEst.body(TestKeys.sign(request, keys)),
              RawClient.basic("device-6", password));
      assertThat(TestEst.certificate(reply).getSubject()).hasToString("CN=device-6");
    }
    Csr unlinked = TestKeys.csr("CN=device-6", TestKeys.p256());
    assertThat(enroll(LINKED + "simpleenroll", unlinked, "device-6", password).status())
        .isIn(400, 401);
  }

  @Test
  @Requirement({"R7030-4.2.3-5", "R7030-4.2.3-9"})
  void itsWaitingIsOursAndEndsWithItsCertificate() {
    String password = est.oneTimePassword("device-5", "waiting");
    Csr csr = TestKeys.csr("CN=device-5", TestKeys.p256());
    HttpReply first = enroll(WAITING + "simpleenroll", csr, "device-5", password);
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(first.header("Retry-After")).contains("40");
    approve();
    assertThat(enroll(WAITING + "simpleenroll", csr, "device-5", password).status()).isEqualTo(202);
    est.clock().step(Duration.ofSeconds(40));
    HttpReply issued = enroll(WAITING + "simpleenroll", csr, "device-5", password);
    assertThat(TestEst.certificate(issued).getSubject()).hasToString("CN=device-5");
    assertThat(enroll(WAITING + "simpleenroll", csr, "device-5", password).body())
        .isEqualTo(issued.body());
    assertThat(rows(upstream, "device-5")).hasSize(1);
  }

  private void approve() {
    RequestRow row =
        upstream
            .store()
            .requests()
            .list(new RequestQuery("waiting", Optional.empty(), "", 10, ""))
            .getFirst();
    Instant now = upstream.clock().instant();
    var approved = new RequestState.Approved(new RequestState.Ruling("operator:test", now, ""));
    upstream
        .store()
        .requests()
        .change(
            row.become(approved, now),
            new AuditEntry(now, "request.approve", "operator:test", row.ticket(), "ok", Map.of()));
  }

  @Test
  void itsRefusalIsOursWithoutItsWords() {
    String password = est.oneTimePassword("boiler-1", "factory");
    Csr csr = TestKeys.csr("CN=boiler-1", TestKeys.p256());
    HttpReply reply = enroll(LABEL + "simpleenroll", csr, "boiler-1", password);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("the authority does not accept").doesNotContain("grant");
    assertThat(rows(est, "boiler-1")).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsAskedOnceItIsBack() {
    line.open(false);
    String password = est.oneTimePassword("device-4", "factory");
    Csr csr = TestKeys.csr("CN=device-4", TestKeys.p256());
    HttpReply away = enroll(LABEL + "simpleenroll", csr, "device-4", password);
    assertThat(away.status()).as(away.text()).isEqualTo(202);
    assertThat(away.header("Retry-After")).contains("30");
    line.open(true);
    est.clock().step(Duration.ofSeconds(30));
    HttpReply issued = enroll(LABEL + "simpleenroll", csr, "device-4", password);
    assertThat(TestEst.certificate(issued).getSubject()).hasToString("CN=device-4");
    assertThat(rows(upstream, "device-4")).hasSize(1);
  }
}
