package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.store.AuditEntry;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore;
import org.bequest.testkit.BequestExtension;
import org.bouncycastle.est.ESTService;
import org.bouncycastle.est.EnrollmentResponse;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Foreign clients that are told to come again, until an operator has approved (RFC 7030 4.2.3). */
class WaitingTest {
  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml ->
          yaml.replaceFirst(
              "linking: off",
              "linking: off\n    approval:\n      mode: manual\n      retry-after: 1s"));

  @TempDir Path folder;

  /** It retries what it is told to retry, with the credentials that it had. */
  @Test
  @Requirement({"R7030-4.2.3-5", "R7030-4.2.3-9"})
  void bouncyCastleComesAgainWithTheSameRequest() throws Exception {
    EST.server().addUser("castle", "bouncy", "CN=castle");
    KeyPair keys = KeyAlgorithm.P256.generate();
    ESTService service =
        BouncyCastleDevice.client(EST.server().port(), EST.server().root(), "TLSv1.3").build();
    PKCS10CertificationRequest request =
        BouncyCastleDevice.request("CN=castle", keys).build(BouncyCastleDevice.signer(keys));

    EnrollmentResponse waiting =
        service.simpleEnroll(false, request, BouncyCastleDevice.login("castle", "bouncy"));

    assertThat(waiting.isCompleted()).isFalse();
    assertThat(waiting.getNotBefore()).isGreaterThan(0);
    approve("CN=castle");
    EnrollmentResponse issued = service.simpleEnroll(waiting);
    assertThat(issued.isCompleted()).isTrue();
    assertThat(ESTService.storeToArray(issued.getStore())).hasSize(1);
  }

  @Test
  @Requirement("R7030-4.2.3-5")
  void strongSwanAsksUntilItIsApproved() throws IOException {
    var pki = ForeignTool.required("pki", "strongswan-pki", folder);
    EST.server().addUser("strong", "swan", "CN=roadwarrior");
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
    Files.write(
        folder.resolve("issuing.pem"), CertificatePem.encode(List.of(EST.server().issuing())));
    pki.runTo("device.key", "--gen --type ecdsa --size 256 --outform pem".split(" "));
    pki.runTo("device.csr", "--req --type ecdsa --in device.key --dn CN=roadwarrior".split(" "));
    CompletableFuture<Void> operator = CompletableFuture.runAsync(() -> approve("CN=roadwarrior"));

    String est =
        "--est --cacert root.pem --cacert issuing.pem --in device.csr --interval 1 --maxpolltime 30"
            + " --userpass strong:swan --outform pem --url https://localhost:"
            + EST.server().port();
    pki.runTo("device.pem", est.split(" "));

    assertThat(operator).isCompleted();
    assertThat(pki.run("--print", "--in", "device.pem").text()).contains("CN=roadwarrior");
  }

  /** Waits for the request, as an operator does. */
  private static void approve(String subject) {
    RequestStore requests = EST.server().deployment().parts().store().requests();
    RequestRow row = waiting(requests, subject);
    Instant now = Instant.now();
    var ruling = new RequestState.Ruling("operator:test", now, "");
    var audit =
        new AuditEntry(now, "request.approve", "operator:test", row.ticket(), "ok", Map.of());
    assertThat(requests.change(row.become(new RequestState.Approved(ruling), now), audit))
        .isEqualTo(RequestStore.Changed.CHANGED);
  }

  private static RequestRow waiting(RequestStore requests, String subject) {
    var query = new RequestStore.RequestQuery("", Optional.empty(), subject, 10, "");
    for (int i = 0; i < 1_000; i++) {
      List<RequestRow> rows = requests.list(query);
      if (!rows.isEmpty()) {
        return rows.getFirst();
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("nobody asked for " + subject);
  }
}
