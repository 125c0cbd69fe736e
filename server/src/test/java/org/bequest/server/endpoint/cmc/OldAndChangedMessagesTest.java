package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.OldRsaSigner;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages signed with SHA-1, and encrypted ones that somebody changes to learn what they say. */
class OldAndChangedMessagesTest {
  private static final String LABELS =
      """

        cmc:
          profile: device
          authenticators: [client-certificate, one-time-password]
          full-cmc:
            offered: true
        old:
          profile: device
          authenticators: [client-certificate, one-time-password]
          full-cmc:
            offered: true
            sha1-proofs: true
      """;

  private static final String OLD = "/.well-known/est/old/fullcmc";

  private static @TempDir Path folder;
  private static ConfiguredEst est;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, LABELS);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static HttpReply post(String path, Content message) {
    try (RawClient client = est.client()) {
      return CmcTalk.postTo(client, path, message.encode());
    }
  }

  private static Content request(String name) {
    return CmcTalk.content(CmcTalk.data(List.of(TestKeys.csr(name, TestKeys.p256()))));
  }

  @Test
  @Requirement({"R5274-4.1-1", "S-23"})
  void sha1IsBelievedWhereTheLabelSaysSo() {
    KeyPair keys = KeyAlgorithm.RSA_2048.generate();
    TlsIdentity device = new TlsIdentity(keys.getPrivate(), est.enrolled(keys, "device-1", "cmc"));
    MessageSigner strong = CmcTalk.signer(device);
    MessageSigner old =
        new MessageSigner(
            new OldRsaSigner(keys.getPrivate(), strong.signer().publicKey()),
            strong.id(),
            strong.certificates());
    Content message = SignedMessage.sign(request("CN=device-1"), old);
    HttpReply refused = post(CmcTalk.PATH, message);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(CmcTalk.full(refused).status().statusString()).get().asString().contains("refused");
    assertThat(post(OLD, message).status()).isEqualTo(200);
  }

  /** As a client learns it: from the certificates of a full response. */
  private static X509CertificateHolder exchange() {
    return CmcTalk.full(post(CmcTalk.PATH, Content.data(new byte[] {1})))
        .signed()
        .certificates()
        .stream()
        .filter(
            c -> !KeyUsage.fromExtensions(c.getExtensions()).hasUsages(KeyUsage.digitalSignature))
        .filter(c -> KeyUsage.fromExtensions(c.getExtensions()).hasUsages(KeyUsage.keyAgreement))
        .findFirst()
        .orElseThrow();
  }

  private static EnvelopedContent enveloped(Content content) throws Exception {
    X509CertificateHolder to = exchange();
    return EnvelopedContent.of(
        EnvelopedMessage.encrypt(
            content,
            ContentCipher.AES_256_CBC,
            List.of(Recipient.of(EntityIdentifier.of(to), to.getSubjectPublicKeyInfo()))));
  }

  /** The last block decides on the padding, the one before it on the contents. */
  private static Content changed(EnvelopedContent message, int fromTheEnd) {
    EncryptedContentInfo info = message.encrypted();
    byte[] octets = info.octets().clone();
    octets[octets.length - fromTheEnd] ^= 0x20;
    return new EnvelopedContent(
            message.recipients(),
            new EncryptedContentInfo(info.contentType(), info.algorithm(), octets),
            Attributes.NONE)
        .encode();
  }

  @Test
  @Requirement("R5272-3.2.1.3.3-1")
  void theAnswersToChangedCiphertextsAreAllTheSame() throws Exception {
    TlsIdentity device = est.enrolled("device-2", "cmc");
    EnvelopedContent good =
        enveloped(SignedMessage.sign(request("CN=device-2"), CmcTalk.signer(device)));
    List<Content> probes = new ArrayList<>();
    for (int fromTheEnd : new int[] {1, 16, 17, 20, 33, 40}) {
      probes.add(changed(good, fromTheEnd));
    }
    probes.add(enveloped(new Content(CmsOids.SIGNED_DATA, new byte[] {0x30, 0})).encode());
    probes.add(enveloped(new Content(CmsOids.SIGNED_DATA, new byte[] {1})).encode());
    probes.add(enveloped(request("CN=device-2")).encode());
    assertThat(probes.stream().map(probe -> said(post(CmcTalk.PATH, probe))).distinct()).hasSize(1);
  }

  private static String said(HttpReply reply) {
    return reply.status() + " " + CmcTalk.full(reply).status();
  }
}
