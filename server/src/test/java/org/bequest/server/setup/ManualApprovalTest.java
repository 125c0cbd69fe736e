package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.CertificateQuery;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual approval as configured: RFC 7030 sections 4.2.1 and 4.2.3. */
class ManualApprovalTest {
  private static final String APPROVAL =
      """
      mode: manual
      retry-after: 90s
      expire: 2d
      window: 12h
      queue: 3
      """;

  private final KeyPair keys = TestKeys.p256();
  private ApprovalServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new ApprovalServer(folder, APPROVAL);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Csr csr(String device, KeyPair keys) {
    return TestKeys.csr("CN=" + device, keys);
  }

  private static void assertRefused(HttpReply reply, int status, String text) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.text()).contains(text);
  }

  @Test
  @Requirement({"R7030-4.2-6", "R7030-4.2.3-5", "R7030-4.2.3-9"})
  void aRequestWaitsUnderATicketUntilItIsApprovedAndIsThenIssued() {
    String alice = server.user("alice");
    HttpReply first = server.enroll(csr("device-1", keys), alice);
    RequestRow row = server.request();
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("Retry-After")).contains("90");
    assertThat(first.header("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(first.text()).contains(row.ticket());
    assertThat(row.ticket()).matches("[0-9A-HJKMNP-TV-Z]{12}");
    HttpReply again = server.enroll(csr("device-1", keys), alice);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text()).contains(row.ticket());
    assertThat(server.requests()).hasSize(1);
    server.approve(row.ticket());
    X509CertificateHolder issued = TestEst.certificate(server.enroll(csr("device-1", keys), alice));
    assertThat(issued.getSubject()).hasToString("CN=device-1");
    assertThat(server.request().state())
        .isInstanceOfSatisfying(
            RequestState.Issued.class,
            i -> assertThat(i.serial()).isEqualTo(issued.getSerialNumber()));
    assertThat(auditOf("certificate.issue")).containsEntry("ticket", row.ticket());
  }

  private Map<String, String> auditOf(String action) {
    return server.store().audit().after(0, 1_000).stream()
        .map(n -> n.entry())
        .filter(e -> e.action().equals(action))
        .reduce((_, last) -> last)
        .orElseThrow()
        .details();
  }

  /** Each connection has another binding, so each CSR has other octets. */
  @Test
  @Requirement({"R7030-4.2.3-9", "R7030-4.2-5"})
  void aRepeatOnAnotherConnectionIsRecognisedThoughItsBindingChanged() {
    String alice = server.user("alice");
    HttpReply first = enrollLinked(alice, UnaryOperator.identity());
    HttpReply second = enrollLinked(alice, UnaryOperator.identity());
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    assertThat(server.requests()).hasSize(1);
    server.approve(server.request().ticket());
    assertRefused(enrollLinked(alice, _ -> "bm90IHRoaXMgb25l"), 400, "est-pop-mismatch");
    assertThat(enrollLinked(alice, UnaryOperator.identity()).status()).isEqualTo(200);
  }

  private HttpReply enrollLinked(String credentials, UnaryOperator<String> change) {
    try (RawClient client = server.client()) {
      String binding = change.apply(client.binding().base64());
      CsrBuilder linked = TestKeys.builder("CN=device-1", keys).challengePassword(binding);
      return client.post(
          "/.well-known/est/linked/simpleenroll",
          TestEst.body(TestKeys.sign(linked, keys)),
          credentials);
    }
  }

  @Test
  void anotherKeyOrNameOrLabelIsAnotherRequest() {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    server.enroll(csr("device-2", keys), alice);
    server.enroll(csr("device-1", TestKeys.p256()), alice);
    assertThat(enrollLinked(alice, UnaryOperator.identity()).status()).isEqualTo(202);
    assertThat(server.requests()).hasSize(4);
  }

  /** What was approved is what is issued. */
  @Test
  void otherExtensionsThanThoseApprovedWaitAgain() throws Exception {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    server.approve(server.request().ticket());
    Extension usage =
        new Extension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth).getEncoded());
    Csr other = TestKeys.sign(TestKeys.builder("CN=device-1", keys).extension(usage), keys);
    assertThat(server.enroll(other, alice).status()).isNotEqualTo(200);
    assertThat(server.store().certificates().list(everything())).noneMatch(this::isDevice1);
  }

  private boolean isDevice1(CertificateRow row) {
    return row.subject().equals("CN=device-1");
  }

  private static CertificateQuery everything() {
    return new CertificateQuery("", "", 1_000, Instant.MAX);
  }

  @Test
  @Requirement("R7030-4.2.3-9")
  void whatWaitsSurvivesARestartOfTheServer() {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    String ticket = server.request().ticket();
    server.restart();
    assertThat(server.enroll(csr("device-1", keys), alice).text()).contains(ticket);
    server.approve(ticket);
    server.restart();
    byte[] issued = server.enroll(csr("device-1", keys), alice).body();
    server.restart();
    assertThat(server.enroll(csr("device-1", keys), alice).body()).isEqualTo(issued);
  }

  @Test
  void manyRepeatsAtOnceGetOneCertificate() {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    server.approve(server.request().ticket());
    List<HttpReply> replies;
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      replies =
          IntStream.range(0, 32)
              .mapToObj(_ ->
                  CompletableFuture.supplyAsync(
                      () -> server.enroll(csr("device-1", keys), alice), threads))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }
    List<BigInteger> serials =
        replies.stream().map(r -> TestEst.certificate(r).getSerialNumber()).distinct().toList();
    assertThat(serials).hasSize(1);
    assertThat(server.store().certificates().list(everything()))
        .filteredOn(this::isDevice1)
        .hasSize(1);
  }

  @Test
  void aLostAnswerIsGivenAgainWithinTheWindowAndANewRequestWaitsAfterIt() {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    server.approve(server.request().ticket());
    byte[] issued = server.enroll(csr("device-1", keys), alice).body();
    server.clock().step(Duration.ofHours(11));
    assertThat(server.enroll(csr("device-1", keys), alice).body()).isEqualTo(issued);
    server.clock().step(Duration.ofHours(2));
    assertThat(server.enroll(csr("device-1", keys), alice).status()).isEqualTo(202);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  @Requirement("S-01")
  void aCertificateThatWasRevokedIsNotGivenAgain() {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    server.approve(server.request().ticket());
    X509CertificateHolder issued = TestEst.certificate(server.enroll(csr("device-1", keys), alice));
    server.deployment().parts().authority().revoke(issued.getSerialNumber(), 1, "operator:test");
    assertRefused(server.enroll(csr("device-1", keys), alice), 403, "revoked since");
  }

  @Test
  void theSameKeyOfSomebodyElseSeesNothingOfIt() {
    String alice = server.user("alice");
    String bob = server.user("bob");
    server.enroll(csr("device-1", keys), alice);
    String ticket = server.request().ticket();
    server.approve(ticket);
    assertThat(server.enroll(csr("device-1", keys), alice).status()).isEqualTo(200);
    HttpReply bobs = server.enroll(csr("device-1", keys), bob);
    assertThat(bobs.status()).isEqualTo(202);
    assertThat(bobs.text()).doesNotContain(ticket);
  }

  @Test
  @Requirement({"R7030-4.2.3-2", "R7030-4.2.3-4"})
  void aRejectionIsToldWithTheOperatorsReasonForAsLongAsTheWindow() {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    server.reject(server.request().ticket(), "not in the\nasset list");
    HttpReply reply = server.enroll(csr("device-1", keys), alice);
    assertRefused(reply, 403, "was rejected: not in the asset list [req ");
    assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(reply.header("Retry-After")).isEmpty();
    server.clock().step(Duration.ofHours(13));
    assertThat(server.enroll(csr("device-1", keys), alice).status()).isEqualTo(202);
  }

  @Test
  void aRequestThatNobodyDecidesExpires() {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    server.clock().step(Duration.ofDays(2));
    assertRefused(server.enroll(csr("device-1", keys), alice), 403, "expired before");
    server.clock().step(Duration.ofHours(13));
    assertThat(server.enroll(csr("device-1", keys), alice).status()).isEqualTo(202);
  }

  @Test
  void anApprovalExpiresToo() {
    String alice = server.user("alice");
    server.enroll(csr("device-1", keys), alice);
    server.approve(server.request().ticket());
    server.clock().step(Duration.ofDays(2));
    assertRefused(server.enroll(csr("device-1", keys), alice), 403, "expired before");
    assertThat(server.store().certificates().list(everything())).noneMatch(this::isDevice1);
  }

  @Test
  void aFullQueueIsSaidWithWhenToComeAgain() {
    String alice = server.user("alice");
    for (int i = 1; i <= 3; i++) {
      assertThat(server.enroll(csr("device-" + i, keys), alice).status()).isEqualTo(202);
    }
    HttpReply reply = server.enroll(csr("device-4", keys), alice);
    assertRefused(reply, 503, "as many requests wait for approval as may");
    assertThat(reply.header("Retry-After")).contains("90");
    assertThat(server.enroll(csr("device-2", keys), alice).status()).isEqualTo(202);
    server.reject(server.requests().getFirst().ticket(), "no");
    assertThat(server.enroll(csr("device-4", keys), alice).status()).isEqualTo(202);
  }

  @Test
  void whatWouldBeRefusedAnywayIsRefusedAtOnce() throws Exception {
    String alice = server.user("alice");
    assertRefused(server.enroll(csr("robot-1", keys), alice), 400, "the grant does not allow");
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0));
    KeyPair weak = rsa.generateKeyPair();
    assertThat(server.enroll(csr("device-1", weak), alice).status()).isEqualTo(400);
    assertRefused(server.enroll(csr("device-1", keys), "X-No: credentials"), 401, "");
    try (RawClient client = server.client()) {
      byte[] broken = "AAAA".getBytes(StandardCharsets.US_ASCII);
      assertThat(client.post(TestEst.ENROLL, broken, alice).status()).isEqualTo(400);
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  @Requirement({"R7030-4.2-6", "S-01"})
  void aRenewalWaitsAndIsJudgedAgainWhenItIsFetched() {
    TlsIdentity device = server.enrolled("device-9");
    HttpReply waiting = server.post(TestEst.REENROLL, device, csr("device-9", keys));
    assertThat(waiting.status()).isEqualTo(202);
    assertThat(server.request().key().operation()).isEqualTo("simplereenroll");
    server.approve(server.request().ticket());
    server
        .deployment()
        .parts()
        .authority()
        .revoke(device.certificate().getSerialNumber(), 1, "operator:test");
    assertRefused(server.post(TestEst.REENROLL, device, csr("device-9", keys)), 403, "revoked");
    assertThat(server.request().state()).isInstanceOf(RequestState.Approved.class);
  }

  @Test
  void aReloadDecidesWhoHasToWait() {
    String alice = server.user("alice");
    assertThat(server.enroll(csr("device-1", keys), alice).status()).isEqualTo(202);
    server.reload("mode: manual", "mode: automatic");
    assertThat(server.enroll(csr("device-1", keys), alice).status()).isEqualTo(200);
    server.reload("mode: automatic", "mode: manual");
    assertThat(server.enroll(csr("device-2", TestKeys.p256()), alice).status()).isEqualTo(202);
  }

  @Test
  void anApprovedRenewalIsIssued() {
    TlsIdentity device = server.enrolled("device-9");
    server.post(TestEst.REENROLL, device, csr("device-9", keys));
    server.approve(server.request().ticket());
    HttpReply issued = server.post(TestEst.REENROLL, device, csr("device-9", keys));
    assertThat(TestEst.certificate(issued).getSubject()).hasToString("CN=device-9");
  }
}
