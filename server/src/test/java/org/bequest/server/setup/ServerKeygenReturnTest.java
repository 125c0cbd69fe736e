package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.server.support.Statements.error;
import static org.bequest.server.support.Statements.receipt;
import static org.bequest.server.support.Statements.signed;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.Content;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.server.receipt.PackageBook;
import org.bequest.server.receipt.Sending;
import org.bequest.server.support.ForeignPki;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.Statements;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog;
import org.bequest.store.KeyPackageRow;
import org.bequest.store.KeyPackages;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may say what of a package, and what is remembered of it (RFC 8295 8.2, 5.2). */
class ServerKeygenReturnTest {
  private static final EnumeratedErrorCode FAILED = EnumeratedErrorCode.DECRYPT_FAILURE;

  @TempDir Path folder;
  private final ForeignPki acme = new ForeignPki("Acme", Instant.now());
  private ConfiguredEst est;

  @BeforeEach
  void start() {
    acme.publish(folder, Instant.now());
    est =
        new ConfiguredEst(
            folder, REGISTRAR, LABELS.replace("TRUST", acme.trustIn(folder).toString()));
  }

  private static final String REGISTRAR =
      """
        registrar:
          privileged: true
          key-usage: [digital-signature]
          extended-key-usage: [client-auth, cmc-ra]
      """;

  private static final String LABELS =
      """
        keys:
          profile: device
          authenticators: [client-certificate, basic, one-time-password]
          keygen:
            offered: true
        other:
          profile: device
          keygen:
            offered: true
        mixed:
          profile: device
          authenticators: [client-certificate]
          client-certificates:
            anchors: [own, acme]
          returns:
            anchors: [acme]
          keygen:
            offered: true
        registrars:
          profile: registrar
          authenticators: [client-certificate]
      anchors:
        acme:
          certificates: [TRUST]
          revocation: if-available
      registration-authorities:
        gateway:
          subject: CN=ra-1
          labels: [keys]
          names: ["CN=device-*"]
      """;

  @AfterEach
  void stop() {
    est.close();
  }

  /** As /serverkeygen does it. */
  private PackageId sent(String label, String identity, TlsIdentity certified) {
    PackageBook book = new PackageBook(est.store().keyPackages(), est.clock());
    PackageId id = book.newId();
    book.sent(
        new Sending(
            "r-1",
            label,
            identity,
            "enveloped",
            Statements.certificate(certified),
            Optional.of(id),
            true));
    return id;
  }

  private String identity(TlsIdentity device) {
    return "cert:"
        + est.deployment().parts().authority().key().issuer().id()
        + ":"
        + device.certificate().getSerialNumber().toString(16);
  }

  private PackageId sentTo(TlsIdentity device) {
    return sent("keys", identity(device), est.enrolled("device-new"));
  }

  private HttpReply back(TlsIdentity caller, String label, Content message) {
    try (RawClient client = est.client(caller)) {
      return client.postAs(path(label), message.encode(), List.of("Content-Type: application/cms"));
    }
  }

  private HttpReply back(TlsIdentity caller, Content message) {
    return back(caller, "keys", message);
  }

  private HttpReply back(String credentials, Content message) {
    try (RawClient client = est.client()) {
      List<String> headers = List.of("Content-Type: application/cms", credentials);
      return client.postAs(path("keys"), message.encode(), headers);
    }
  }

  private static String path(String label) {
    return "/.well-known/est/" + label + "/serverkeygen/return";
  }

  private Optional<KeyPackageRow.Answer> answer(PackageId id) {
    return est.store().keyPackages().find(hex(id)).orElseThrow().answer();
  }

  private static String hex(PackageId id) {
    return HexFormat.of().formatHex(id.octets());
  }

  private List<AuditEntry> audited() {
    return est.store().audit().after(0, 1_000).stream()
        .map(AuditLog.Numbered::entry)
        .filter(e -> e.action().equals("package.receipt") || e.action().equals("package.error"))
        .toList();
  }

  private static void assertTaken(HttpReply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("Content-Type")).isEmpty();
  }

  private static void assertRefused(HttpReply reply, int status, String words) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.text()).contains(words);
  }

  @Test
  @Requirement({"R8295-8.2-1", "R8295-5.2.2-1", "R8295-5-1", "R7191-4-2", "S-39"})
  void aSignedReceiptIsTakenAndRemembered() {
    TlsIdentity device = est.enrolled("device-1");
    PackageId id = sentTo(device);

    assertTaken(back(device, signed(receipt(id, device), device)));

    assertThat(answer(id).orElseThrow().isReceipt()).isTrue();
    assertThat(answer(id).orElseThrow().by()).isEqualTo(identity(device));
    AuditEntry entry = audited().getFirst();
    assertThat(entry.action()).isEqualTo("package.receipt");
    assertThat(entry.actor()).isEqualTo(identity(device));
    assertThat(entry.details()).containsEntry("label", "keys").containsKey("request");
  }

  /** Signed anew, its octets differ; what it says does not. */
  @Test
  @Requirement("S-39")
  void theSameAgainIsTakenAndChangesNothing() {
    TlsIdentity device = est.enrolled("device-1");
    PackageId id = sentTo(device);
    assertTaken(back(device, signed(receipt(id, device), device)));
    var first = answer(id);
    est.clock().step(Duration.ofMinutes(1));

    assertTaken(back(device, signed(receipt(id, device), device)));

    assertThat(answer(id)).isEqualTo(first);
    assertThat(audited()).hasSize(1);
  }

  @Test
  @Requirement("S-39")
  void anotherStatementAfterAReceiptIsAConflict() {
    TlsIdentity device = est.enrolled("device-1");
    PackageId id = sentTo(device);
    assertTaken(back(device, signed(receipt(id, device), device)));
    var first = answer(id);

    Content late = error(Optional.of(id), FAILED, device);
    assertRefused(back(device, signed(late, device)), 409, "something else was said");
    assertRefused(back(device, late), 409, "something else was said");
    assertThat(answer(id)).isEqualTo(first);
  }

  @Test
  void aReceiptMayFollowAnErrorThatHasPassed() {
    TlsIdentity device = est.enrolled("device-1");
    PackageId id = sentTo(device);
    Content busy = error(Optional.of(id), EnumeratedErrorCode.RESOURCES_BUSY, device);
    assertTaken(back(device, signed(busy, device)));
    assertThat(answer(id).orElseThrow().outcome()).isEqualTo("resourcesBusy");

    assertTaken(back(device, signed(receipt(id, device), device)));

    assertThat(answer(id).orElseThrow().isReceipt()).isTrue();
    assertThat(audited())
        .extracting(AuditEntry::action)
        .containsExactly("package.error", "package.receipt");
    assertThat(audited().getFirst().details()).containsEntry("code", "resourcesBusy");
  }

  @Test
  @Requirement({"R7191-5-2", "R8295-8.2-1"})
  void anErrorThatNamesNoPackageMeansTheNewestOfItsSender() {
    TlsIdentity device = est.enrolled("device-1");
    PackageId older = sentTo(device);
    est.clock().step(Duration.ofSeconds(1));
    PackageId newer = sentTo(device);
    est.clock().step(Duration.ofSeconds(1));
    PackageId foreign = sentTo(est.enrolled("device-2"));

    assertTaken(back(device, error(Optional.empty(), FAILED, device)));

    assertThat(answer(newer).orElseThrow().outcome()).isEqualTo("decryptFailure");
    assertThat(answer(older)).isEmpty();
    assertThat(answer(foreign)).isEmpty();
  }

  @Test
  @Requirement({"S-39", "S-31"})
  void whetherAPackageIsUnknownOrSomebodyElsesIsNotTold() {
    TlsIdentity device = est.enrolled("device-1");
    TlsIdentity other = est.enrolled("device-2");
    PackageId foreign = sentTo(other);
    PackageId unknown = PackageId.of(new byte[16]);
    PackageId elsewhere = sent("other", identity(device), device);

    for (PackageId id : List.of(foreign, unknown, elsewhere)) {
      for (Content message :
          List.of(signed(receipt(id, device), device), error(Optional.of(id), FAILED, device))) {
        assertRefused(back(device, message), 404, "est: no such package was sent to you [req ");
      }
    }
    assertRefused(
        back(device, error(Optional.empty(), FAILED, device)), 404, "no such package was sent");
    assertThat(answer(foreign)).isEmpty();
    assertThat(answer(elsewhere)).isEmpty();
    assertThat(audited()).isEmpty();
  }

  @Test
  @Requirement({"S-39", "S-37"})
  void nobodySignsForAnother() {
    TlsIdentity device = est.enrolled("device-1");
    TlsIdentity other = est.enrolled("device-2");
    PackageId id = sentTo(device);

    assertRefused(back(device, signed(receipt(id, other), other)), 404, "no such package");
    assertRefused(back(other, signed(receipt(id, device), device)), 404, "no such package");
    assertThat(answer(id)).isEmpty();
  }

  @Test
  @Requirement("S-39")
  void whoSignsNamesItself() {
    TlsIdentity device = est.enrolled("device-1");
    PackageId id = sentTo(device);
    Content ofAnother = receipt(id, est.enrolled("device-2"));
    assertRefused(
        back(device, signed(ofAnother, device)),
        400,
        "the statement names another than its signer");
    assertThat(answer(id)).isEmpty();
  }

  /** Who asked with a password signs with what it got. */
  @Test
  @Requirement({"R8295-8.2-1", "R8295-5.2.2-2"})
  void theNewKeyMaySignItsOwnReceipt() {
    TlsIdentity made = est.enrolled("device-7");
    String credentials = est.user("alice");
    PackageId byUser = sent("keys", "user:alice", made);
    PackageId byDevice = sent("keys", "otp:gone", made);

    assertTaken(back(credentials, signed(receipt(byUser, made), made)));
    assertTaken(back(made, signed(receipt(byDevice, made), made)));

    assertThat(answer(byUser).orElseThrow().by()).isEqualTo(identity(made));
    assertThat(audited().getFirst().actor()).isEqualTo("user:alice");
  }

  @Test
  void aNewerCertificateOfTheSameDeviceSpeaksForIt() {
    TlsIdentity old = est.enrolled("device-1");
    PackageId id = sent("keys", identity(old), old);
    TlsIdentity renewed = est.enrolled("device-1");

    assertTaken(back(renewed, signed(receipt(id, renewed), renewed)));
  }

  @Test
  @Requirement({"R8295-5.2.2-2", "S-37"})
  void aSignerOfNoAuthorisedAnchorIsRefused() {
    TlsIdentity device = est.enrolled("device-1");
    PackageId id = sentTo(device);
    TlsIdentity stranger = TestKeys.selfSigned("device-1");
    TlsIdentity factory = acme.device(ForeignPki.Wanted.device("4711"));
    for (TlsIdentity signer : List.of(stranger, factory)) {
      assertRefused(
          back(device, signed(receipt(id, signer), signer)), 403, "no anchor that is authorised");
    }
    assertThat(answer(id)).isEmpty();
  }

  /** The label lets its own certificates in, and believes signatures of another anchor only. */
  @Test
  @Requirement({"R8295-5.2.2-2", "S-37"})
  void aLabelSaysWhichAnchorsAreAuthorised() throws Exception {
    TlsIdentity own = est.enrolled("device-1");
    PackageId toOwn = sent("mixed", identity(own), own);
    assertRefused(
        back(own, "mixed", signed(receipt(toOwn, own), own)), 403, "no anchor that is authorised");
    TlsIdentity factory = acme.device(ForeignPki.Wanted.device("4711"));
    String caller = "cert:" + keyOf(acme.issuing()) + ":" + serial(factory);
    PackageId toFactory = sent("mixed", caller, own);

    assertTaken(back(factory, "mixed", signed(receipt(toFactory, factory), factory)));
  }

  private static String keyOf(X509CertificateHolder authority) throws Exception {
    byte[] key = authority.getSubjectPublicKeyInfo().getEncoded();
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
  }

  private static String serial(TlsIdentity identity) {
    return identity.certificate().getSerialNumber().toString(16);
  }

  @Test
  @Requirement({"R8295-5.2.2-2", "S-01"})
  void aRevokedSignerIsRefused() {
    TlsIdentity made = est.enrolled("device-7");
    String credentials = est.user("alice");
    PackageId id = sent("keys", "user:alice", made);
    est.deployment()
        .parts()
        .authority()
        .revoke(made.certificate().getSerialNumber(), CRLReason.keyCompromise, "operator:test");

    assertRefused(back(credentials, signed(receipt(id, made), made)), 403, "revoked");
    assertThat(answer(id)).isEmpty();
  }

  @Test
  @Requirement({"S-39", "S-21"})
  void aRegistrationAuthorityPassesOnWhatTheHolderHasSignedAndNothingElse() {
    TlsIdentity device = est.enrolled("device-1");
    TlsIdentity registrar = registrar("ra-1");
    TlsIdentity unlisted = registrar("ra-2");
    PackageId id = sent("keys", identity(device), device);
    Content ofHolder = signed(receipt(id, device), device);

    assertRefused(back(unlisted, ofHolder), 404, "no such package");
    assertRefused(
        back(registrar, signed(receipt(id, registrar), registrar)), 404, "no such package");
    assertRefused(back(registrar, error(Optional.of(id), FAILED, device)), 404, "no such package");
    assertTaken(back(registrar, ofHolder));
    PackageId own = sent("keys", identity(registrar), device);
    assertTaken(back(registrar, signed(receipt(own, registrar), registrar)));
  }

  private TlsIdentity registrar(String name) {
    KeyPair keys = TestKeys.p256();
    String path = "/.well-known/est/registrars/simpleenroll";
    HttpReply reply = est.post(est.enrolled(name), path, TestKeys.csr("CN=" + name, keys));
    return ConfiguredEst.identity(keys, reply);
  }

  @Test
  @Requirement({"R7191-4-1", "R7191-5-1"})
  void theDeprecatedVersionIsTaken() {
    TlsIdentity device = est.enrolled("device-1");
    PackageId id = sentTo(device);
    Content first = receipt(new KeyPackageReceipt(1, id, Statements.name(device)));

    assertTaken(back(device, signed(first, device)));

    assertThat(audited().getFirst().details()).containsEntry("version", "1");
  }

  @Test
  void whatWasSentLongAgoIsForgotten() throws Exception {
    TlsIdentity device = est.enrolled("device-1");
    String old = hex(sentTo(device));
    est.clock().step(Duration.ofDays(366));
    String young = hex(sentTo(device));
    KeyPackages packages = est.store().keyPackages();
    try (var _ = new PackageRetention(packages, Duration.ofDays(365), est.clock())) {
      ApprovalServer.await(() -> packages.find(old).isEmpty());
    }
    assertThat(packages.find(young)).isPresent();
  }

  @Test
  @Requirement({"R8295-5-1", "R8295-8.2-1"})
  void nobodyElseIsHeardAndNothingIsHeardWhereNoKeysAreMade() {
    TlsIdentity device = est.enrolled("device-1");
    Content message = error(Optional.empty(), FAILED, device);
    assertThat(back("X-Nothing: nothing", message).status()).isEqualTo(401);
    assertThat(back(device, "registrars", message).status()).isEqualTo(501);
    try (RawClient client = est.client(device)) {
      assertThat(client.get(path("keys")).status()).isEqualTo(405);
    }
  }
}
