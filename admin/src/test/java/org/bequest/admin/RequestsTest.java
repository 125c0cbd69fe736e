package org.bequest.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.server.config.Configuration;
import org.bequest.server.setup.Deployment;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitReport;
import org.bequest.server.setup.InitSpec;
import org.bequest.store.AuditEntry;
import org.bequest.store.RequestKey;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that wait, as operators' programs see them. */
class RequestsTest {
  private final Instant now = Instant.now();

  @TempDir static Path folder;
  private static InitReport report;
  private static Deployment deployment;
  private static AdminServer server;
  private static RawAdmin operator;

  private final JsonMapper json = JsonMapper.builder().build();

  @BeforeAll
  static void start() throws Exception {
    report = Init.run(InitSpec.in(folder.resolve("data")).withPorts(0, 0));
    String yaml = Files.readString(report.configuration()).replace("0.0.0.0", "127.0.0.1");
    Files.writeString(report.configuration(), yaml);
    deployment =
        switch (Configuration.load(report.configuration())) {
          case Configuration.Result.Loaded loaded -> Deployment.start(loaded.settings());
          case Configuration.Result.Invalid invalid -> throw new AssertionError(invalid.text());
        };
    server = AdminServer.start(deployment);
    X509Certificate root =
        CertificatePem.decode(Files.readAllBytes(report.rootCertificate())).getFirst();
    operator = RawAdmin.of(server.port(), TlsIdentities.of(identity()), root);
  }

  @AfterAll
  static void stop() {
    operator.close();
    server.close();
    deployment.close();
  }

  private static TlsIdentity identity() throws Exception {
    return new TlsIdentity(
        PrivateKeyPem.decode(Files.readAllBytes(report.operatorKey())),
        CertificatePem.decode(Files.readAllBytes(report.operatorCertificate())));
  }

  private void waits(String ticket, Instant expires, GeneralName... names) {
    var signer = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    var subject = new SubjectNames(new X500Name("CN=" + ticket), List.of(names));
    var unsigned = new CsrBuilder(subject, signer.publicKey()).build();
    var csr = unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned()));
    byte[] hash = Arrays.copyOf(ticket.getBytes(StandardCharsets.UTF_8), 32);
    deployment
        .parts()
        .store()
        .requests()
        .open(
            new RequestRow(
                ticket,
                new RequestKey("simpleenroll", "", "user:alice", hash, hash),
                "CN=" + ticket,
                csr.encoded(),
                Optional.empty(),
                now.minusSeconds(60),
                expires,
                Duration.ofDays(1),
                0,
                new RequestState.Waiting()),
            1_000,
            new AuditEntry(now, "request.open", "user:alice", ticket, "ok", Map.of()));
  }

  private static int post(String path, String body) throws Exception {
    return operator.send("POST", "/v1/requests/" + path, body).statusCode();
  }

  private JsonNode get(String path) throws Exception {
    return json.readTree(operator.send("GET", "/v1/requests" + path, "").body());
  }

  @Test
  void namesAreShownByTheirKind() throws Exception {
    waits(
        "SHAWN0000001",
        now.plus(Duration.ofDays(1)),
        new GeneralName(GeneralName.dNSName, "a.example"),
        new GeneralName(GeneralName.uniformResourceIdentifier, "urn:x:y"),
        new GeneralName(GeneralName.iPAddress, "10.1.2.3"),
        new GeneralName(GeneralName.directoryName, "CN=dir"));
    JsonNode names = get("/SHAWN0000001").get("content").get("names");
    assertThat(names.get(0).asString()).isEqualTo("dns:a.example");
    assertThat(names.get(1).asString()).isEqualTo("uri:urn:x:y");
    assertThat(names.get(2).asString()).isEqualTo("ip:10.1.2.3");
    assertThat(names.get(3).asString()).isEqualTo("directory:CN=dir");
  }

  @Test
  void aTicketMayBeTypedCarelessly() throws Exception {
    waits("TYPED1000000", now.plus(Duration.ofDays(1)));
    assertThat(get("/typed-l0o-0000").get("ticket").asString()).isEqualTo("TYPED1000000");
  }

  @Test
  void decisionsHaveLimitsAndAreMadeOnce() throws Exception {
    waits("DECADE000001", now.plus(Duration.ofDays(1)));
    String reason = "{\"reason\":\"%s\"}";
    assertThat(post("DECADE000001/reject", reason.formatted(" "))).isEqualTo(400);
    assertThat(post("DECADE000001/reject", reason.formatted("a\\nb"))).isEqualTo(400);
    assertThat(post("DECADE000001/reject", reason.formatted("x".repeat(201)))).isEqualTo(400);
    assertThat(post("DECADE000001/approve", "{}")).isEqualTo(400);
    assertThat(post("NOTHING00000/approve", reason.formatted(""))).isEqualTo(404);
    assertThat(post("DECADE000001/approve", reason.formatted(""))).isEqualTo(200);
    assertThat(post("DECADE000001/approve", reason.formatted(""))).isEqualTo(409);
    assertThat(post("DECADE000001/reject", reason.formatted("too late"))).isEqualTo(409);
    JsonNode decided = get("/DECADE000001");
    assertThat(decided.get("state").asString()).isEqualTo("approved");
    assertThat(decided.get("decision").get("by").asString()).isEqualTo("operator:admin");
  }

  @Test
  void whatHasExpiredCannotBeDecided() throws Exception {
    waits("EXPERED00001", now.minusSeconds(1));
    assertThat(get("/EXPERED00001").get("state").asString()).isEqualTo("expired");
    assertThat(post("EXPERED00001/approve", "{\"reason\":\"\"}")).isEqualTo(409);
  }

  @Test
  void aListIsFilteredAndPaged() throws Exception {
    for (int i = 0; i < 3; i++) {
      waits("PAGED000000" + i, now.plus(Duration.ofDays(1)));
    }
    assertThat(get("?text=paged&limit=2")).hasSize(2);
    assertThat(get("?text=paged&limit=2&after=PAGED0000001").get(0).get("ticket").asString())
        .isEqualTo("PAGED0000000");
    assertThat(get("?text=paged&label=default&state=waiting")).hasSize(3);
    assertThat(get("?text=paged&label=plant7")).isEmpty();
    assertThat(operator.status("GET", "/v1/requests?state=unheard-of")).isEqualTo(400);
  }
}
