package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may sign a message, and over whose connection (RFC 5272 3.2, RFC 7030 3.2.3, 4.3). */
class SignersTest {
  private static final String PROFILES =
      """

        registrar:
          extended-key-usage: [client-auth, cmc-ra]
          privileged: true
        brief:
          validity: 1h
      """;
  private static final String LABELS =
      """

        cmc:
          profile: device
          authenticators: [client-certificate, one-time-password, basic]
          full-cmc:
            offered: true
        strict:
          profile: device
          authenticators: [client-certificate, basic]
          full-cmc:
            offered: true
            transport-authentication: required
        slow:
          profile: device
          authenticators: [client-certificate, one-time-password]
          approval:
            mode: manual
            operations: [reenroll]
            retry-after: 90s
          full-cmc:
            offered: true
        brief:
          profile: brief
        registrars:
          profile: registrar
          authenticators: [client-certificate]
      registration-authorities:
        gateway:
          subject: CN=ra-1
          labels: [cmc]
          names: ["CN=device-1*"]
      """;

  private static @TempDir Path folder;
  private static ConfiguredEst est;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, PROFILES, LABELS);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static PkiData data(String subject) {
    return CmcTalk.data(List.of(TestKeys.csr(subject, TestKeys.p256())));
  }

  private static HttpReply post(
      @Nullable TlsIdentity connection, String label, byte[] message, String... headers) {
    try (RawClient client = connection == null ? est.client() : est.client(connection)) {
      return CmcTalk.postTo(client, "/.well-known/est/" + label + "/fullcmc", message, headers);
    }
  }

  private static void isRefused(HttpReply reply, CmcFailInfo why) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(CmcTalk.full(reply).status().failInfo()).contains(why);
  }

  @Test
  @Requirement("S-01")
  void aRevokedCertificateSignsNothingAnyMore() {
    TlsIdentity device = est.enrolled("device-20", "cmc");
    byte[] message = CmcTalk.signed(data("CN=device-20"), device);
    assertThat(post(null, "cmc", message).status()).isEqualTo(200);
    var serial = device.certificate().getSerialNumber();
    est.deployment().parts().authority().revoke(serial, CRLReason.keyCompromise, "operator:test");
    isRefused(post(null, "cmc", message), CmcFailInfo.BAD_CERT_ID);
  }

  @Test
  @Requirement({"S-01", "S-10"})
  void onlyGoodCertificatesOfTheLabelsAnchorsSign() {
    KeyPair keys = TestKeys.p256();
    X509CertificateHolder own = TestKeys.certificate("CN=device-21", keys, "CN=device-21", keys);
    TlsIdentity stranger = new TlsIdentity(keys.getPrivate(), List.of(TestKeys.jca(own)));
    isRefused(
        post(null, "cmc", CmcTalk.signed(data("CN=device-21"), stranger)),
        CmcFailInfo.BAD_IDENTITY);
    TlsIdentity operator =
        TestEst.identity(est.deployment().parts().certificates().operator("joe"));
    isRefused(
        post(null, "cmc", CmcTalk.signed(data("CN=joe"), operator)), CmcFailInfo.BAD_IDENTITY);
    TlsIdentity brief = est.enrolled("device-22", "brief");
    est.clock().step(Duration.ofHours(2));
    isRefused(
        post(null, "cmc", CmcTalk.signed(data("CN=device-22"), brief)), CmcFailInfo.BAD_IDENTITY);
  }

  @Test
  @Requirement("S-06")
  void theConnectionAndTheSignerAreOneAndTheSame() {
    TlsIdentity device = est.enrolled("device-23", "cmc");
    TlsIdentity newer = est.enrolled("device-23", "cmc");
    TlsIdentity other = est.enrolled("device-24", "cmc");
    byte[] message = CmcTalk.signed(data("CN=device-23"), device);
    assertThat(post(device, "cmc", message).status()).isEqualTo(200);
    assertThat(post(newer, "cmc", message).status()).isEqualTo(200);
    isRefused(post(other, "cmc", message), CmcFailInfo.BAD_IDENTITY);
    String user = est.user("bob", "*", List.of("CN=device-23"));
    assertThat(post(null, "cmc", message, user).status()).isEqualTo(200);
    String another = est.user("carol", "*", List.of("CN=pump-*"));
    isRefused(post(null, "cmc", message, another), CmcFailInfo.BAD_IDENTITY);
  }

  @Test
  @Requirement("S-06")
  void severalSignersAreOneAndTheSame() {
    TlsIdentity device = est.enrolled("device-25", "cmc");
    TlsIdentity newer = est.enrolled("device-25", "cmc");
    TlsIdentity other = est.enrolled("device-26", "cmc");
    SignedMessage one =
        SignedMessage.of(CmcTalk.content(data("CN=device-25"))).by(CmcTalk.signer(device));
    byte[] both = one.by(CmcTalk.signer(newer)).sign().encode();
    assertThat(post(null, "cmc", both).status()).isEqualTo(200);
    byte[] mixed = one.by(CmcTalk.signer(other)).sign().encode();
    isRefused(post(null, "cmc", mixed), CmcFailInfo.BAD_IDENTITY);
  }

  @Test
  @Requirement("S-21")
  void aRegistrationAuthorityBringsMessagesOfThoseForWhomItIsListed() {
    TlsIdentity registrar = registrar("ra-1");
    TlsIdentity listed = est.enrolled("device-12", "cmc");
    TlsIdentity beyond = est.enrolled("device-27", "cmc");
    byte[] message = CmcTalk.signed(data("CN=device-12"), listed);
    assertThat(post(registrar, "cmc", message).status()).isEqualTo(200);
    HttpReply refused = post(registrar, "cmc", CmcTalk.signed(data("CN=device-27"), beyond));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(CmcTalk.full(refused).status().statusString().orElseThrow())
        .contains("registration authority");
  }

  @Test
  @Requirement("S-21")
  void onlyARegistrationAuthoritySaysThatItHasVerifiedPossession() throws Exception {
    KeyPair keys = TestKeys.p256();
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    CertTemplate template = CertTemplate.of(new X500Name("CN=device-13"), key, Optional.empty());
    CertReqMsg message =
        CertReqMsg.of(CertRequest.of(1, template, List.of()), Optional.of(new Popo.RaVerified()));
    PkiData data = PkiData.of(List.of(), List.of(TaggedRequest.of(message)));
    HttpReply reply = post(null, "cmc", CmcTalk.signed(data, registrar("ra-1")));
    assertThat(reply.status()).isEqualTo(200);
    HttpReply own = post(null, "cmc", CmcTalk.signed(data, est.enrolled("device-13", "cmc")));
    assertThat(CmcTalk.full(own).status().failInfo()).contains(CmcFailInfo.POP_FAILED);
  }

  @Test
  @Requirement("S-06")
  void aDeviceBringsNoMessageOfARegistrationAuthority() {
    TlsIdentity device = est.enrolled("device-14", "cmc");
    byte[] message = CmcTalk.signed(data("CN=device-15"), registrar("ra-1"));
    isRefused(post(device, "cmc", message), CmcFailInfo.BAD_IDENTITY);
    assertThat(post(null, "cmc", message).status()).isEqualTo(200);
  }

  private static TlsIdentity registrar(String name) {
    KeyPair keys = TestKeys.p256();
    String path = "/.well-known/est/registrars/simpleenroll";
    HttpReply reply = est.post(est.enrolled(name), path, TestKeys.csr("CN=" + name, keys));
    return ConfiguredEst.identity(keys, reply);
  }

  @Test
  @Requirement({"R5273-4-3", "R7030-4.3.2-3"})
  void aLabelSaysWhetherTheConnectionHasToKnowTheSender() {
    TlsIdentity device = est.enrolled("device-28", "cmc");
    byte[] message = CmcTalk.signed(data("CN=device-28"), device);
    HttpReply challenged = post(null, "strict", message);
    assertThat(challenged.status()).isEqualTo(401);
    assertThat(challenged.header("WWW-Authenticate").orElseThrow()).startsWith("Basic");
    assertThat(challenged.body()).isEmpty();
    assertThat(post(device, "strict", message).status()).isEqualTo(200);
    assertThat(post(null, "cmc", message).status()).isEqualTo(200);
    assertThat(post(null, "brief", message).status()).isEqualTo(501);
  }

  @Test
  @Requirement({"R5272-6.1.2-1", "R7030-4.3.2-1"})
  void whatWaitsForApprovalIsAcceptedWithATokenAndATime() {
    TlsIdentity device = est.enrolled("device-29", "slow");
    HttpReply reply = post(null, "slow", CmcTalk.signed(data("CN=device-29"), device));
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.header("Retry-After")).contains("90");
    StatusInfo status = CmcTalk.full(reply).status();
    assertThat(status.status()).isEqualTo(CmcStatus.PENDING);
    PendInfo until = status.pendInfo().orElseThrow();
    assertThat(
            est.store().requests().find(new String(until.token().bytes(), StandardCharsets.UTF_8)))
        .isPresent();
  }

  @Test
  @Requirement({"R5273-4.1-2", "R5273-4.2-1", "R5272-4.1-3", "R5272-4.2-4", "R5273-4-2"})
  void answersHaveTheirTypeAndWhateverLeadsToTheAnchor() {
    TlsIdentity device = est.enrolled("device-30", "cmc");
    byte[] body = Base64Body.encode(CmcTalk.signed(data("CN=device-30"), device));
    try (RawClient client = est.client()) {
      HttpReply simple =
          client.postAs(
              CmcTalk.PATH,
              body,
              List.of("Content-Type: Application/PKCS7-Mime; SMIME-type=cmc-Request"));
      assertThat(simple.status()).isEqualTo(200);
      assertThat(simple.header("Content-Type"))
          .contains("application/pkcs7-mime; smime-type=certs-only");
      leads(CmcTalk.certificates(simple), "CN=device-30");
    }
    PkiData nonce =
        CmcTalk.data(
            List.of(TestKeys.csr("CN=device-30", TestKeys.p256())),
            new SenderNonce(Octets.of(new byte[] {7})));
    HttpReply full = post(null, "cmc", CmcTalk.signed(nonce, device));
    assertThat(full.header("Content-Type"))
        .contains("application/pkcs7-mime; smime-type=CMC-response");
    leads(CmcTalk.full(full).signed().certificates(), "CN=device-30");
  }

  private static void leads(List<X509CertificateHolder> bag, String subject) {
    X509CertificateHolder leaf =
        bag.stream()
            .filter(c -> c.getSubject().toString().equals(subject))
            .findFirst()
            .orElseThrow();
    assertThat(bag).anyMatch(c -> c.getSubject().equals(leaf.getIssuer()));
  }
}
