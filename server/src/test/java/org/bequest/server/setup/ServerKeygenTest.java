package org.bequest.server.setup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.AttrOrOid;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.MediaType;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.KeyParts;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.CertificateStatus;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that the server makes and sends in the clear beneath TLS (RFC 7030 4.4). */
class ServerKeygenTest {
  private static final String EST = "/.well-known/est/";

  private static final String PROFILE =
      """
        every-key:
          keys:
            algorithms: [p256, p384, p521, rsa-2048, rsa-3072, rsa-4096, ed25519, ml-dsa-44,
              ml-dsa-65, ml-dsa-87, x25519, ml-kem-512, ml-kem-768, ml-kem-1024]
          key-usage: [digital-signature, key-agreement, key-encipherment]
      """;

  private static final String LABELS =
      """
        keys:
          profile: every-key
          keygen:
            offered: true
        silent:
          profile: device
        fixed:
          profile: every-key
          keygen:
            offered: true
            key: ml-kem-768
        narrow:
          profile: device
          csrattrs:
            key: p384
            signatures: ["1.2.840.10045.4.3.4"]
          keygen:
            offered: true
        renewing:
          profile: device
          renewal:
            enroll: refused
            revoke-old: at-once
          keygen:
            offered: true
        linked:
          profile: device
          linking: required
          keygen:
            offered: true
      """;

  private static @TempDir Path folder;
  private static ConfiguredEst est;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, PROFILE, LABELS);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static HttpReply ask(String label, Csr csr) {
    return est.post(
        EST + label + "/serverkeygen",
        csr,
        RawClient.basic("device-1", est.oneTimePassword("device-1", label)));
  }

  private static SubjectPublicKeyInfo key(KeyAlgorithm algorithm) {
    return SubjectPublicKeyInfo.getInstance(algorithm.generate().getPublic().getEncoded());
  }

  /** A request whose own key nobody has, and whose signature is none. */
  private static Csr wish(CsrBuilder builder) {
    return builder
        .build()
        .signed(KeyAlgorithm.P256.signatureAlgorithm().orElseThrow(), new byte[] {1, 2, 3});
  }

  private static CsrBuilder builder(KeyAlgorithm algorithm) {
    return new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), key(algorithm));
  }

  private static Csr wish(KeyAlgorithm algorithm) {
    return wish(builder(algorithm));
  }

  /** One that names a kind of key in an attribute. */
  private static Csr named(KeyDemand demand) {
    var demands = new CsrDemands(List.of(), demand, List.of(), Set.of());
    var attributes = CsrAttributes.of(demands, CsrAttributes.Style.TEMPLATE);
    AttrOrOid.Attr template = (AttrOrOid.Attr) attributes.entries().getFirst();
    return wish(
        builder(KeyAlgorithm.P256).attribute(template.type(), template.values().getFirst()));
  }

  private static KeyAlgorithm kind(HttpReply reply) {
    return KeyAlgorithm.of(KeyParts.of(reply).issued().getSubjectPublicKeyInfo()).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @Requirement({"R7030-4.4.1-2", "R7030-4.4.2-1", "R7030-4.4.2-2", "R7030-4.4.2-9"})
  void everyKindOfKeyComesInTwoPartsThatFitEachOther(KeyAlgorithm algorithm) {
    Csr csr = wish(algorithm);
    HttpReply reply = ask("keys", csr);

    KeyParts parts = KeyParts.of(reply);
    assertThat(parts.key().type()).isEqualTo(MediaType.PKCS8);
    assertThat(parts.certificate().type()).isEqualTo(MediaType.CERTS_ONLY);
    assertThat(reply.text().split("Content-Transfer-Encoding: base64", -1)).hasSize(3);
    X509CertificateHolder certificate = parts.issued();
    assertThat(certificate.getSubject()).hasToString("CN=device-1");
    SubjectPublicKeyInfo made = certificate.getSubjectPublicKeyInfo();
    assertThat(KeyAlgorithm.of(made)).contains(algorithm);
    assertThat(made).isNotEqualTo(csr.subjectPublicKeyInfo());
    assertThat(KeyParts.publicHalf(parts.plainKey())).isEqualTo(made);
    assertThat(KeyUsage.fromExtensions(certificate.getExtensions()).hasUsages(usage(algorithm)))
        .isTrue();
    assertThat(est.lastIssue().details()).containsEntry("operation", "serverkeygen");
  }

  private static int usage(KeyAlgorithm algorithm) {
    return switch (algorithm.family()) {
      case X25519 -> KeyUsage.keyAgreement;
      case ML_KEM -> KeyUsage.keyEncipherment;
      case EC_P256, EC_LARGE, RSA, ED25519, ML_DSA -> KeyUsage.digitalSignature;
    };
  }

  @Test
  @Requirement("R7030-4.4.1-2")
  void aBrokenSignatureIsAcceptedHereOnly() {
    Csr csr = wish(KeyAlgorithm.P256);
    assertThat(ask("keys", csr).status()).isEqualTo(200);

    HttpReply enrol =
        est.post(
            EST + "keys/simpleenroll",
            csr,
            RawClient.basic("device-1", est.oneTimePassword("device-1", "keys")));
    assertThat(enrol.status()).isEqualTo(400);
    assertThat(enrol.text()).contains("the signature of the request was not made with its key");
  }

  @Test
  void twoAnswersHaveTwoKeys() {
    Csr csr = wish(KeyAlgorithm.P256);

    assertThat(KeyParts.of(ask("keys", csr)).plainKey())
        .isNotEqualTo(KeyParts.of(ask("keys", csr)).plainKey());
  }

  @Test
  void anAttributeNamesAKindOfKeyThatTheRequestItselfCannotBeSignedWith() {
    assertThat(kind(ask("keys", named(new KeyDemand.Rsa(3072))))).isEqualTo(KeyAlgorithm.RSA_3072);
    assertThat(kind(ask("keys", named(new KeyDemand.Of(KeyAlgorithm.ML_KEM_512.keyIdentifier())))))
        .isEqualTo(KeyAlgorithm.ML_KEM_512);
    assertThat(kind(ask("fixed", named(new KeyDemand.Of(KeyAlgorithm.X25519.keyIdentifier())))))
        .isEqualTo(KeyAlgorithm.X25519);
  }

  @Test
  void aLabelMayHaveAKindOfKeyForRequestsThatNameNone() {
    assertThat(kind(ask("fixed", wish(KeyAlgorithm.P256)))).isEqualTo(KeyAlgorithm.ML_KEM_768);
  }

  @Test
  @Requirement("R7030-4.4.2-10")
  void anUnknownOrForbiddenKindOfKeyIsRefusedWithTheListAndNotReplaced() {
    var unknown =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.113")), new byte[57]);
    var csr = wish(new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), unknown));
    assertRefused(ask("keys", csr), "none of ed25519, ml-dsa-44", "x25519");
    assertRefused(ask("narrow", wish(KeyAlgorithm.ML_KEM_768)), "none of ed25519, ml-dsa-65, p256");
    assertRefused(ask("keys", named(new KeyDemand.Rsa(2560))), "none of ");
    assertRefused(ask("keys", named(new KeyDemand.Any())), "none of ");
  }

  @Test
  @Requirement("R7030-4.4.1-1")
  void theKeyThatIsDemandedIsTheOneThatIsMade() {
    assertRefused(ask("narrow", wish(KeyAlgorithm.P256)), "/csrattrs demands another kind of key");
    assertThat(kind(ask("narrow", wish(KeyAlgorithm.P384)))).isEqualTo(KeyAlgorithm.P384);
  }

  @Test
  @Requirement("R7030-4.4.1-1")
  void otherNamesThanTheOwnAreRefused() {
    Csr csr =
        wish(new CsrBuilder(SubjectNames.of(new X500Name("CN=device-2")), key(KeyAlgorithm.P256)));
    assertRefused(ask("keys", csr), "the grant does not allow this CN");
  }

  @Test
  @Requirement({"R7030-4.4.1-1", "R7030-3.5-2"})
  void linkingIsDemandedAsItIsOfAnEnrolment() {
    assertRefused(ask("linked", wish(KeyAlgorithm.P256)), "linking is required");
    try (RawClient client = est.client()) {
      Csr csr = wish(builder(KeyAlgorithm.P256).challengePassword(client.exported()));
      HttpReply reply =
          client.post(
              EST + "linked/serverkeygen",
              TestEst.body(csr),
              RawClient.basic("device-1", est.oneTimePassword("device-1", "linked")));
      assertThat(KeyParts.of(reply).issued().getSubject()).hasToString("CN=device-1");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  @Requirement({"R7030-4.4.1-1", "S-07"})
  void whoHoldsACertificateOfTheseNamesRenewsIt() {
    TlsIdentity device = est.enrolled("device-1", "renewing");
    est.clock().step(Duration.ofSeconds(1));

    HttpReply reply = est.post(device, EST + "renewing/serverkeygen", wish(KeyAlgorithm.P256));

    String serial = KeyParts.of(reply).issued().getSerialNumber().toString(16);
    assertThat(est.lastIssue().subject()).isEqualTo(serial);
    assertThat(est.lastIssue().details())
        .containsEntry("renews", device.chain().getFirst().getSerialNumber().toString(16));
    assertThat(status(device)).isInstanceOf(CertificateStatus.Revoked.class);
  }

  @Test
  @Requirement("R7030-4.4.1-1")
  void whoHoldsACertificateOfAnotherProfileGetsOneBesideIt() {
    TlsIdentity device = est.enrolled("device-1");

    HttpReply reply = est.post(device, EST + "keys/serverkeygen", wish(KeyAlgorithm.X25519));

    assertThat(kind(reply)).isEqualTo(KeyAlgorithm.X25519);
    assertThat(status(device)).isEqualTo(new CertificateStatus.Good());
  }

  private static CertificateStatus status(TlsIdentity device) {
    var serial = device.chain().getFirst().getSerialNumber();
    return est.store()
        .certificates()
        .status(est.deployment().parts().authority().key().issuer().id(), serial);
  }

  @Test
  @Requirement("R7030-4.4-1")
  void nobodyGetsAKeyWithoutSayingWhoItIs() {
    HttpReply reply = est.post(EST + "keys/serverkeygen", wish(KeyAlgorithm.P256));
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  @Test
  @Requirement({"R7030-6-2", "R7030-3.2.2-3"})
  void noLabelMakesKeysUnlessItSaysSo() {
    HttpReply reply =
        est.post(EST + "silent/serverkeygen", wish(KeyAlgorithm.P256), est.user("alice"));
    assertThat(reply.status()).isEqualTo(501);
    assertThat(reply.text()).contains("serverkeygen is not offered here");
  }

  @Test
  @Requirement("S-34")
  void noAnswerIsStoredOnItsWay() {
    assertThat(ask("keys", wish(KeyAlgorithm.P256)).header("Cache-Control")).contains("no-store");
    assertThat(ask("narrow", wish(KeyAlgorithm.P256)).header("Cache-Control")).contains("no-store");
    KeyPair keys = TestKeys.p256();
    HttpReply enrol =
        est.post(
            EST + "keys/simpleenroll",
            TestKeys.csr("CN=device-1", keys),
            RawClient.basic("device-1", est.oneTimePassword("device-1", "keys")));
    assertThat(enrol.header("Cache-Control")).isEmpty();
  }

  @Test
  @Requirement({"S-31", "S-34"})
  void theKeyIsNowhereInTheFolderOfTheServer() throws Exception {
    PrivateKeyInfo key = KeyParts.of(ask("keys", wish(KeyAlgorithm.ED25519))).plainKey();
    String octets =
        latin1(ASN1OctetString.getInstance(key.getPrivateKey().getOctets()).getOctets());

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(latin1(Files.readAllBytes(file)).contains(octets)).as("%s", file).isFalse();
      }
    }
    assertThat(est.store().audit().after(0, 10_000).toString())
        .doesNotContain(HexFormat.of().formatHex(octets.getBytes(ISO_8859_1)));
  }

  private static String latin1(byte[] octets) {
    return new String(octets, ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  @Requirement("R7030-4.4-2")
  void everyConnectionThatThereIsEncrypts(String version) {
    try (RawClient client = est.client(est.enrolled("device-1"), version)) {
      HttpReply reply =
          client.post(EST + "keys/serverkeygen", TestEst.body(wish(KeyAlgorithm.P521)));
      assertThat(kind(reply)).isEqualTo(KeyAlgorithm.P521);
    }
  }

  private static void assertRefused(HttpReply reply, String... words) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(reply.text()).contains(words);
  }
}
