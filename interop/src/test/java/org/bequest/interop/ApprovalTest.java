package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.store.AuditEntry;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore;
import org.bequest.store.RequestStore.RequestQuery;
import org.bequest.testkit.BequestExtension;
import org.bouncycastle.est.ESTService;
import org.bouncycastle.est.EnrollmentResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are not ours, at a label where a person has to approve. */
class ApprovalTest {
  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml ->
          yaml.replaceFirst(
              "linking: off", "linking: off\n    approval: {mode: manual, retry-after: 1s}"));

  @TempDir Path folder;

  @BeforeEach
  void root() throws IOException {
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
  }

  private static RequestStore requests() {
    return EST.server().deployment().parts().store().requests();
  }

  private static List<RequestRow> waiting(String subject) {
    return requests().list(new RequestQuery("waiting", Optional.empty(), subject, 100, ""));
  }

  private static void approve(RequestRow row) {
    Instant now = Instant.now();
    var ruling = new RequestState.Ruling("operator:test", now, "");
    var audit =
        new AuditEntry(now, "request.approve", "operator:test", row.ticket(), "ok", Map.of());
    assertThat(requests().change(row.become(new RequestState.Approved(ruling), now), audit))
        .isEqualTo(RequestStore.Changed.CHANGED);
  }

  /** The same file is posted again, as any script would do it. */
  @Test
  @Requirement({"R7030-4.2-6", "R7030-4.2.3-5", "R7030-4.2.3-9"})
  void curlRepeatsItsRequestUntilItIsIssued() throws IOException {
    ForeignTool openssl = ForeignTool.required("openssl", "openssl", folder);
    ForeignTool curl = ForeignTool.required("curl", "curl", folder);
    openssl.run(
        "req",
        "-new",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "device.key",
        "-subj",
        "/CN=curl-1",
        "-outform",
        "DER",
        "-out",
        "device.der");
    openssl.run("base64", "-in", "device.der", "-out", "device.b64");
    String password = EST.server().oneTimePassword("curl-1");
    assertThat(post(curl, password)).isEqualTo("202 1");
    assertThat(post(curl, password)).isEqualTo("202 1");
    approve(waiting("CN=curl-1").getFirst());
    assertThat(post(curl, password)).isEqualTo("200 ");
    byte[] issued = Files.readAllBytes(folder.resolve("answer"));
    assertThat(post(curl, password)).isEqualTo("200 ");
    assertThat(folder.resolve("answer")).hasBinaryContent(issued);
    openssl.run("base64", "-d", "-in", "answer", "-out", "answer.der");
    assertThat(openssl.run("pkcs7", "-inform", "DER", "-in", "answer.der", "-print_certs").text())
        .contains("curl-1");
  }

  /** Status and Retry-After of the answer, whose body is then in the file "answer". */
  private static String post(ForeignTool curl, String password) {
    return curl.run(
            "--silent",
            "--cacert",
            "root.pem",
            "--user",
            "curl-1:" + password,
            "--data",
            "@device.b64",
            "-H",
            "Content-Type: application/pkcs10",
            "-o",
            "answer",
            "-w",
            "%{http_code} %header{retry-after}",
            EST.server().uri() + "/simpleenroll")
        .text();
  }

  /** It retries what it is told to retry, with the credentials that it had. */
  @Test
  @Requirement({"R7030-4.2.3-5", "R7030-4.2.3-9"})
  void bouncyCastleRepeatsItsRequest() throws Exception {
    EST.server().addUser("castle", "bouncy", "CN=castle");
    KeyPair keys = KeyAlgorithm.P256.generate();
    ESTService service =
        BouncyCastleDevice.client(EST.server().port(), EST.server().root(), "TLSv1.3").build();
    EnrollmentResponse pending =
        service.simpleEnroll(
            false,
            BouncyCastleDevice.request("CN=castle", keys).build(BouncyCastleDevice.signer(keys)),
            BouncyCastleDevice.login("castle", "bouncy"));
    assertThat(pending.isCompleted()).isFalse();
    assertThat(pending.getNotBefore()).isGreaterThan(0);
    approve(waiting("CN=castle").getFirst());
    EnrollmentResponse issued = service.simpleEnroll(pending);
    assertThat(issued.isCompleted()).isTrue();
    assertThat(ESTService.storeToArray(issued.getStore())).hasSize(1);
  }

  /** strongSwan polls by itself, and reads nothing but seconds, of which it takes the longer. */
  @Test
  @Requirement({"R7030-4.2-6", "R7030-4.2.3-5", "R7030-4.2.3-9"})
  void strongSwanWaitsForTheApproval() throws Exception {
    ForeignTool pki = ForeignTool.required("pki", "strongswan-pki", folder);
    EST.server().addUser("strong", "swan", "CN=roadwarrior");
    Files.write(
        folder.resolve("issuing.pem"), CertificatePem.encode(List.of(EST.server().issuing())));
    pki.runTo("device.key", "--gen", "--type", "ecdsa", "--size", "256", "--outform", "pem");
    pki.runTo(
        "request.der", "--req", "--type", "ecdsa", "--in", "device.key", "--dn", "CN=roadwarrior");
    var enrolment = CompletableFuture.runAsync(() -> enrol(pki));
    while (waiting("CN=roadwarrior").isEmpty() && !enrolment.isDone()) {
      Thread.sleep(20);
    }
    approve(waiting("CN=roadwarrior").getFirst());
    enrolment.join();
    assertThat(pki.run("--print", "--in", "device.pem").text()).contains("CN=roadwarrior");
  }

  private static void enrol(ForeignTool pki) {
    try {
      pki.runTo(
          "device.pem",
          "--est",
          "--url",
          "https://localhost:" + EST.server().port(),
          "--cacert",
          "root.pem",
          "--cacert",
          "issuing.pem",
          "--userpass",
          "strong:swan",
          "--in",
          "request.der",
          "--interval",
          "1",
          "--maxpolltime",
          "40",
          "--outform",
          "pem");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
