package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.CertificateQuery;
import org.bequest.store.CredentialStore.OneTimePassword;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One-time passwords whose requests wait: still one password, one certificate (S-17). */
@Requirement("S-17")
class ApprovalPasswordTest {
  private final KeyPair keys = TestKeys.p256();
  private final Csr csr = TestKeys.csr("CN=device-1", keys);
  private final Csr ofAnotherKey = TestKeys.csr("CN=device-1", TestKeys.p256());
  private ApprovalServer server;
  private String device;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new ApprovalServer(folder, "mode: manual\noperations: [enroll]\nwindow: 12h\n");
    device = server.device("device-1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int status(Csr request) {
    return server.enroll(request, device).status();
  }

  private void approve() {
    server.approve(server.request().ticket());
  }

  private List<CertificateRow> certificates() {
    return server
        .store()
        .certificates()
        .list(new CertificateQuery("", "otp:device-1", 100, Instant.MAX));
  }

  @Test
  void aLostAnswerComesAgainUnderTheSpentPasswordAndNothingElseDoes() {
    assertThat(status(csr)).isEqualTo(202);
    approve();
    HttpReply issued = server.enroll(csr, device);
    assertThat(issued.status()).isEqualTo(200);
    assertThat(server.enroll(csr, device).body()).isEqualTo(issued.body());
    assertThat(status(ofAnotherKey)).isEqualTo(401);
    assertThat(status(TestKeys.csr("CN=device-2", keys))).isIn(400, 401);
    server.clock().step(Duration.ofHours(13));
    assertThat(status(csr)).isEqualTo(401);
    assertThat(certificates()).hasSize(1);
  }

  @Test
  void itIsHeldForItsRequestPastItsOwnTimeAndForNothingElse() {
    assertThat(status(csr)).isEqualTo(202);
    server.clock().step(Duration.ofHours(3));
    assertThat(status(csr)).isEqualTo(202);
    assertThat(status(ofAnotherKey)).isEqualTo(401);
    approve();
    assertThat(status(ofAnotherKey)).isEqualTo(401);
    assertThat(status(csr)).isEqualTo(200);
    assertThat(certificates()).hasSize(1);
    assertThat(password().spentAt()).isPresent();
  }

  private OneTimePassword password() {
    return server.store().credentials().passwords().stream()
        .filter(p -> p.name().equals("device-1"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itIsNotHeldWhereNoRequestOfItWaits() {
    server.clock().step(Duration.ofHours(3));
    assertThat(status(csr)).isEqualTo(401);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aRejectionIsToldPastThePasswordsTime() {
    assertThat(status(csr)).isEqualTo(202);
    server.reject(server.request().ticket(), "unknown device");
    server.clock().step(Duration.ofHours(3));
    HttpReply reply = server.enroll(csr, device);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text()).contains("unknown device");
    assertThat(password().spentAt()).isEmpty();
  }

  @Test
  void withdrawnItHelpsNoApprovedRequest() {
    assertThat(status(csr)).isEqualTo(202);
    approve();
    var audit = new AuditEntry(Instant.now(), "otp.withdraw", "operator:test", "p", "ok", Map.of());
    assertThat(server.store().credentials().withdrawPassword(password().id(), audit)).isTrue();
    assertThat(status(csr)).isEqualTo(401);
    assertThat(certificates()).isEmpty();
  }

  @Test
  void anotherKeyTakesThePlaceOfTheOneThatWaits() {
    assertThat(status(csr)).isEqualTo(202);
    String first = server.request().ticket();
    assertThat(status(ofAnotherKey)).isEqualTo(202);
    HttpReply replaced = server.enroll(csr, device);
    assertThat(replaced.status()).isEqualTo(403);
    assertThat(replaced.text()).contains("replaced by request");
    assertThat(server.requests())
        .filteredOn(r -> r.state() instanceof RequestState.Waiting)
        .extracting(RequestRow::ticket)
        .hasSize(1)
        .doesNotContain(first);
  }

  @Test
  void aHundredFetchesAtOnceGetOneCertificate() {
    assertThat(status(csr)).isEqualTo(202);
    approve();
    List<HttpReply> replies;
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      replies =
          IntStream.range(0, 100)
              .mapToObj(
                  _ -> CompletableFuture.supplyAsync(() -> server.enroll(csr, device), threads))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }
    assertThat(replies).allMatch(r -> r.status() == 200);
    assertThat(replies.stream().map(r -> TestEst.certificate(r).getSerialNumber()).distinct())
        .hasSize(1);
    assertThat(certificates()).hasSize(1);
  }

  @Test
  void whatNeedsNoApprovalIsIssuedAtOnce() {
    TlsIdentity enrolled = server.enrolled("device-3");
    HttpReply renewed =
        server.post(TestEst.REENROLL, enrolled, TestKeys.csr("CN=device-3", TestKeys.p256()));
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(server.requests()).isEmpty();
  }
}
