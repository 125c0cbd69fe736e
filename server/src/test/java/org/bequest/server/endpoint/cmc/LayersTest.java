package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.Assumptions;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is around a PKIData, right and wrong (RFC 5272 3.2, 3.2.1.3, 5). */
class LayersTest {
  private static final String LABELS =
      """

        cmc:
          profile: device
          authenticators: [client-certificate, one-time-password]
          full-cmc:
            offered: true
      """;

  private static @TempDir Path folder;
  private static ConfiguredEst est;
  private static TlsIdentity device;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, LABELS);
    device = est.enrolled("device-1", "cmc");
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static PkiData data() {
    return CmcTalk.data(List.of(TestKeys.csr("CN=device-1", TestKeys.p256())));
  }

  private static Content signed() {
    return SignedMessage.sign(CmcTalk.content(data()), CmcTalk.signer(device));
  }

  /** As a client learns it: from the certificates of a full response. */
  private static X509CertificateHolder exchange() {
    return CmcTalk.full(post(Content.data(new byte[] {1}).encode()))
        .signed()
        .certificates()
        .stream()
        .filter(LayersTest::isForAgreementAlone)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isForAgreementAlone(X509CertificateHolder certificate) {
    KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
    return usage != null
        && usage.hasUsages(KeyUsage.keyAgreement)
        && !usage.hasUsages(KeyUsage.digitalSignature);
  }

  private static Content enveloped(Content content, X509CertificateHolder to) {
    return enveloped(content, to, ContentCipher.AES_256_CBC);
  }

  private static Content enveloped(
      Content content, X509CertificateHolder to, ContentCipher cipher) {
    return EnvelopedMessage.encrypt(
        content,
        cipher,
        List.of(Recipient.of(EntityIdentifier.of(to), to.getSubjectPublicKeyInfo())));
  }

  @Test
  @Requirement("R5272-5-1")
  void aRequestComesPlainOrEncryptedOrSignedAroundTheEncryption() {
    assertThat(post(signed().encode()).status()).isEqualTo(200);
    Content enveloped = enveloped(signed(), exchange());
    assertThat(post(enveloped.encode()).status()).isEqualTo(200);
    Content modern = enveloped(signed(), exchange(), ContentCipher.AES_256_GCM);
    assertThat(post(modern.encode()).status()).isEqualTo(200);
    Content twice = SignedMessage.sign(enveloped(signed(), exchange()), CmcTalk.signer(device));
    assertThat(post(twice.encode()).status()).isEqualTo(200);
  }

  @Test
  void anOuterSignatureOfSomebodyElseIsRefused() {
    TlsIdentity other = est.enrolled("device-2", "cmc");
    Content twice = SignedMessage.sign(enveloped(signed(), exchange()), CmcTalk.signer(other));
    isBadMessage(post(twice.encode()));
  }

  @Test
  @Requirement("R5272-3.2.1.3.3-1")
  void whatCannotBeDecryptedIsABadMessage() {
    KeyPair stranger = TestKeys.p256();
    X509CertificateHolder other = TestKeys.certificate("CN=other", stranger, "CN=other", stranger);
    isBadMessage(post(enveloped(signed(), other).encode()));
  }

  @Test
  @Requirement({"R5272-3.2.1.3.4-1", "R5272-3.2.1.3.4-2"})
  void aWrongSignatureIsABadMessage() {
    byte[] message = signed().encode();
    message[message.length - 1] ^= 1;
    isBadMessage(post(message));
  }

  @Test
  @Requirement("R5272-3.2.1.3.4-3")
  void aWrongSignatureOverAStatusAloneIsNotAnsweredByCmc() {
    StatusInfo status = StatusInfo.of(CmcStatus.FAILED, List.of(new BodyPartId(1)));
    byte[] message = CmcTalk.signed(CmcTalk.data(List.of(), new StatusInfoV2(status)), device);
    message[message.length - 1] ^= 1;
    HttpReply reply = post(message);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/plain");
  }

  @Test
  @Requirement({"R7030-4.3.1-1", "R5272-3.2-1"})
  void whatIsNoFullRequestIsRefusedWithAResponse() {
    Csr csr = TestKeys.csr("CN=device-1", TestKeys.p256());
    isBadMessage(post(csr.encoded()));
    isBadMessage(post(new byte[] {0x30, 0}));
    isBadMessage(post(Content.data(csr.encoded()).encode()));
    isBadMessage(post(SignedMessage.of(CmcTalk.content(data())).sign().encode()));
  }

  @Test
  @Requirement({"R5272-3.2-4", "R5272-3.2-2"})
  void whoSignsWithARequestedKeyIsNamedByWhatTheRequestAsksFor() {
    KeyPair keys = TestKeys.p256();
    byte[] identifier = CmcTalk.identifier(keys);
    PkiData unnamed = CmcTalk.data(List.of(TestKeys.csr("CN=device-1", keys)));
    isBadMessage(post(CmcTalk.signed(unnamed, keys, identifier)));
    PkiData named = CmcTalk.data(List.of(named(keys)));
    isBadMessage(post(CmcTalk.signed(named, keys, new byte[] {1, 2, 3})));
    HttpReply right = post(CmcTalk.signed(named, keys, identifier));
    assertThat(CmcTalk.full(right).status().failInfo()).contains(CmcFailInfo.BAD_IDENTITY);
  }

  private static Csr named(KeyPair keys) {
    return CmcTalk.naming(TestKeys.builder("CN=device-1", keys), keys);
  }

  @Test
  @Requirement("R5272-3.2-5")
  void whoSignsWithARequestedKeySignsAlone() {
    KeyPair keys = TestKeys.p256();
    MessageSigner own =
        MessageSigner.withoutCertificate(PrivateKeySigner.of(keys), CmcTalk.identifier(keys));
    Content both =
        SignedMessage.of(CmcTalk.content(CmcTalk.data(List.of(named(keys)))))
            .by(own)
            .by(CmcTalk.signer(device))
            .sign();
    isBadMessage(post(both.encode()));
  }

  @Test
  void theCertificateOfASignerNeedNotComeAlong() {
    MessageSigner with = CmcTalk.signer(device);
    EntityIdentifier named = EntityIdentifier.IssuerAndSerial.of(with.certificates().getFirst());
    MessageSigner without = new MessageSigner(with.signer(), named, List.of());
    Content message = SignedMessage.sign(CmcTalk.content(data()), without);
    assertThat(post(message.encode()).status()).isEqualTo(200);
  }

  @Test
  @Requirement({"S-50", "R5272-3.2-1"})
  void damagedMessagesAreRefusedWithAResponse() {
    byte[] message = signed().encode();
    try (RawClient client = est.client()) {
      for (int length = 0; length < message.length; length += 97) {
        isRefused(CmcTalk.post(client, Arrays.copyOf(message, length)));
      }
      for (int at = 0; at < message.length; at += 61) {
        byte[] damaged = message.clone();
        damaged[at] ^= 0x40;
        isRefused(CmcTalk.post(client, damaged));
      }
    }
  }

  private static void isRefused(HttpReply reply) {
    assertThat(reply.status()).isBetween(400, 499);
    assertThat(CmcTalk.full(reply).status().status()).isEqualTo(CmcStatus.FAILED);
  }

  @Test
  @Requirement({"R5272-3.2.3-2", "R5272-3.2.3-3"})
  void unsignedDataStandsOnceInEachSignerAndIsTheSame() {
    Attribute one = unsigned(1);
    SignedMessage message = SignedMessage.of(CmcTalk.content(data())).by(CmcTalk.signer(device));
    assertThat(post(message.unsignedAttribute(one).sign().encode()).status()).isEqualTo(200);
    isBadMessage(post(message.unsignedAttribute(unsigned(2)).sign().encode()));
  }

  private static Attribute unsigned(int value) {
    return Attributes.attribute(CmsOids.CMC_UNSIGNED_DATA, new ASN1Integer(value));
  }

  @Test
  void openSslVerifiesWhatWeAnswerAndSignsWhatWeUnderstand() throws Exception {
    Assumptions.assumeThat(openssl("version")).as("OpenSSL").isZero();
    Path root =
        write("root.pem", pem(est.deployment().parts().authority().generations().certificates()));
    Path response =
        Files.write(folder.resolve("response.der"), CmcTalk.body(post(new byte[] {5, 0})));
    Path content = folder.resolve("content.der");
    assertThat(
            openssl(
                "cms",
                "-verify",
                "-inform",
                "DER",
                "-in",
                response.toString(),
                "-CAfile",
                root.toString(),
                "-purpose",
                "any",
                "-binary",
                "-out",
                content.toString()))
        .isZero();
    assertThat(PkiResponse.decode(Files.readAllBytes(content)).controls(StatusInfoV2.class))
        .hasSize(1);
    Path request = Files.write(folder.resolve("pkidata.der"), data().encode());
    Path signer =
        write("signer.pem", pem(CmcTalk.signer(device).certificates()) + pem(device.key()));
    Path message = folder.resolve("request.der");
    assertThat(
            openssl(
                "cms",
                "-sign",
                "-nodetach",
                "-binary",
                "-econtent_type",
                CmsOids.PKI_DATA.getId(),
                "-in",
                request.toString(),
                "-signer",
                signer.toString(),
                "-outform",
                "DER",
                "-keyid",
                "-out",
                message.toString()))
        .isZero();
    assertThat(post(Files.readAllBytes(message)).status()).isEqualTo(200);
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String pem(List<X509CertificateHolder> certificates) throws IOException {
    StringBuilder all = new StringBuilder();
    for (X509CertificateHolder certificate : certificates) {
      all.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return all.toString();
  }

  private static String pem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static String pem(String label, byte[] octets) {
    byte[] newline = {10};
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, newline).encodeToString(octets)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static int openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("openssl.log").toFile())
              .start();
      return process.waitFor();
    } catch (IOException _) {
      return -1;
    }
  }

  @Test
  void theRequestThatSomebodyElseSignedIsUnderstoodAndNotBelieved() throws Exception {
    HttpReply reply = post(Vectors.shared("rfc5272-full-cmc-request-pkcs10"));
    assertThat(reply.status()).isEqualTo(403);
    CmcTalk.Full full = CmcTalk.full(reply);
    assertThat(full.statuses().getFirst().failInfo()).contains(CmcFailInfo.BAD_IDENTITY);
    assertThat(full.control(RecipientNonce.class)).isPresent();
    assertThat(full.control(SenderNonce.class)).isPresent();
    isBadMessage(post(Vectors.shared("rfc5272-full-cmc-request-bad-signature")));
  }

  private static void isBadMessage(HttpReply reply) {
    assertThat(reply.status()).isEqualTo(400);
    StatusInfo status = CmcTalk.full(reply).status();
    assertThat(status.failInfo()).contains(CmcFailInfo.BAD_MESSAGE_CHECK);
    assertThat(status.bodyList()).containsExactly(BodyPartId.WHOLE);
  }

  private static HttpReply post(byte[] message) {
    try (RawClient client = est.client()) {
      return CmcTalk.post(client, message);
    }
  }
}
