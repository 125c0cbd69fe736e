package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore;
import org.bequest.store.RequestStore.RequestQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person approves what a program outside then issues: the authority is not asked before. */
class ApprovalElsewhereTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("bequest.root"), "examples", "openssl-ca");
  private static final String ENROLL = "/.well-known/est/checked/simpleenroll";

  @TempDir Path folder;
  private final KeyPair keys = TestKeys.p256();
  private final Csr csr = TestKeys.csr("CN=device-7", keys);
  private ConfiguredEst est;
  private String password;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is missing");
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "flock is missing");
    Process init =
        new ProcessBuilder(EXAMPLE.resolve("init.sh").toString(), folder.resolve("ca").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("init.log").toFile())
            .start();
    assertThat(init.waitFor()).isZero();
    est = new ConfiguredEst(folder, configuration());
    password = est.oneTimePassword("device-7", "checked");
  }

  private String configuration() {
    return """
      checked:
        profile: device
        authority: openssl
        approval: {mode: manual}
    authorities:
      exec:
        openssl:
          command: ["%1$s/issue.sh"]
          environment: {CA_HOME: "%2$s"}
          ca-certificates: "%2$s/ca-certificates.pem"
          timeout: 60s
    """
        .formatted(EXAMPLE, folder.resolve("ca"));
  }

  @AfterEach
  void stop() {
    if (est != null) {
      est.close();
    }
  }

  private HttpReply enroll(Csr request) {
    try (RawClient client = est.client()) {
      return client.post(ENROLL, TestEst.body(request), RawClient.basic("device-7", password));
    }
  }

  private RequestRow row() {
    return est.store()
        .requests()
        .list(new RequestQuery("", Optional.empty(), "CN=device-7", 10, ""))
        .getFirst();
  }

  private void decide(RequestState decided) {
    Instant now = est.clock().instant();
    var audit = new AuditEntry(now, "test", "operator:test", row().ticket(), "ok", Map.of());
    assertThat(est.store().requests().change(row().become(decided, now), audit))
        .isEqualTo(RequestStore.Changed.CHANGED);
  }

  private RequestState.Ruling ruling(String reason) {
    return new RequestState.Ruling("operator:test", est.clock().instant(), reason);
  }

  private long asked() throws IOException {
    try (var answers = Files.list(folder.resolve("ca/answers"))) {
      return answers.count();
    }
  }

  @Test
  @Requirement({"R7030-4.2-6", "R7030-4.2.3-9", "S-17"})
  void whatIsApprovedIsAskedForOnceAndGivenAgain() throws IOException {
    assertThat(enroll(csr).status()).isEqualTo(202);
    assertThat(enroll(csr).status()).isEqualTo(202);
    assertThat(asked()).isZero();
    decide(new RequestState.Approved(ruling("known")));
    HttpReply issued = enroll(csr);
    assertThat(TestEst.certificate(issued).getIssuer()).hasToString("CN=Example Issuing CA");
    assertThat(row().state())
        .isInstanceOfSatisfying(
            RequestState.Issued.class,
            i -> assertThat(i.ruling().orElseThrow().reason()).isEqualTo("known"));
    assertThat(enroll(csr).body()).isEqualTo(issued.body());
    assertThat(asked()).isEqualTo(1);
    assertThat(enroll(TestKeys.csr("CN=device-7", TestKeys.p256())).status()).isEqualTo(401);
    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void whatIsRejectedIsNeverAskedFor() throws IOException {
    assertThat(enroll(csr).status()).isEqualTo(202);
    decide(new RequestState.Rejected(ruling("unknown device")));
    HttpReply reply = enroll(csr);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text()).contains("unknown device");
    assertThat(asked()).isZero();
  }

  @Test
  @Requirement("S-05")
  void whatTheRulesRefuseNeverWaits() throws IOException {
    assertThat(enroll(TestKeys.csr("CN=device-8", keys)).status()).isEqualTo(400);
    assertThat(est.store().requests().list(new RequestQuery("", Optional.empty(), "", 10, "")))
        .isEmpty();
    assertThat(asked()).isZero();
  }
}
