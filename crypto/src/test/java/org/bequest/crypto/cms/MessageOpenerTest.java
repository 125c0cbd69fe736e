package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.keys.OneAsymmetricKey;
import org.junit.jupiter.api.Test;

/** The shapes of RFC 7030 section 4.4.2 and RFC 8295 section 8.1, written and walked through. */
class MessageOpenerTest {
  private static final byte[] ID = {1, 2, 3, 4};
  private static final Secret KEY = Secret.of(new byte[32]);
  private static final RecipientKey.Kek OWN = new RecipientKey.Kek(ID, KEY);
  private static final List<Recipient> RECIPIENTS = List.of(Recipient.of(ID, KEY));
  private static final ContentCipher CBC = ContentCipher.AES_256_CBC;
  private static final ContentCipher GCM = ContentCipher.AES_256_GCM;

  private final Holder generator = Holder.of(KeyAlgorithm.P256);
  private final Content keys =
      AsymmetricKeyPackage.of(
              OneAsymmetricKey.of(Keys.pkcs8(KeyAlgorithm.P256.generate().getPrivate())))
          .encode();

  private Content signed(Content content) {
    return SignedMessage.sign(content, generator.signer());
  }

  private static Unpacked open(Content message) throws MalformedException {
    return new MessageOpener(List.of(OWN), List.of()).open(Content.decode(message.encode()));
  }

  private void assertShape(Content message, String layers) throws MalformedException {
    assertThat(open(message))
        .isInstanceOfSatisfying(
            Unpacked.Whole.class,
            whole -> {
              assertThat(whole.leaf().type()).isEqualTo(CmsOids.ASYMMETRIC_KEY_PACKAGE);
              assertThat(whole.leaf().octets()).isEqualTo(keys.octets());
              assertThat(whole.mediaType().encode().toString())
                  .isEqualTo(
                      "application/cms; encapsulatingContent="
                          + layers
                          + "; innerContent=aKeyPackage");
            });
  }

  @Test
  @Requirement({"R7030-4.4.2-3", "R8295-8.1-2", "R8295-8.1-5", "R8295-8.1-3"})
  void everyShapeIsReadBackAndNamed() throws Exception {
    Content inner = signed(keys);
    Content enveloped = EnvelopedMessage.encrypt(inner, CBC, RECIPIENTS);
    assertShape(enveloped, "\"envelopedData, signedData\"");
    assertShape(signed(enveloped), "\"signedData, envelopedData, signedData\"");
    assertShape(
        EnvelopedMessage.encrypt(inner, GCM, RECIPIENTS), "\"authEnvelopedData, signedData\"");
    for (Content keyPackage :
        List.of(
            EnvelopedMessage.encryptKeyPackage(inner, CBC, RECIPIENTS),
            EnvelopedMessage.encryptKeyPackage(inner, GCM, RECIPIENTS),
            EncryptedMessage.encryptKeyPackage(inner, CBC, OWN),
            EncryptedMessage.encryptKeyPackage(inner, ContentCipher.AES_256_WRAP_PAD, OWN))) {
      assertShape(keyPackage, "\"encryptedKeyPkg, signedData\"");
      assertShape(signed(keyPackage), "\"signedData, encryptedKeyPkg, signedData\"");
    }
    assertShape(signed(keys), "signedData");
  }

  @Test
  void theSignersOfAllLayersAreNamed() throws Exception {
    Holder outer = Holder.of(KeyAlgorithm.P384);
    Content message =
        SignedMessage.sign(EnvelopedMessage.encrypt(signed(keys), CBC, RECIPIENTS), outer.signer());
    assertThat(open(message))
        .isInstanceOfSatisfying(
            Unpacked.Whole.class,
            whole ->
                assertThat(whole.signers())
                    .extracting(s -> s.ownCertificate().orElseThrow())
                    .containsExactly(outer.certificate(), generator.certificate()));
  }

  @Test
  void aSignerMayBeKnownBefore() throws Exception {
    MessageSigner silent =
        new MessageSigner(generator.signer().signer(), generator.signer().id(), List.of());
    Content message = SignedMessage.sign(keys, silent);
    assertThat(open(message))
        .isInstanceOfSatisfying(
            Unpacked.Unverified.class,
            u -> assertThat(u.why().fault()).isEqualTo(Fault.UNKNOWN_SIGNER));
    assertThat(
            new MessageOpener(List.of(), List.of(generator.certificate()))
                .open(Content.decode(message.encode())))
        .isInstanceOf(Unpacked.Whole.class);
  }

  /**
   * Whoever changes a ciphertext without a tag learns nothing from the answer: neither whether its
   * padding was right, nor whether what came out was a message.
   */
  @Test
  void whatComesOutOfAChangedCiphertextIsNotTalkedAbout() throws Exception {
    Content broken = new Content(CmsOids.SIGNED_DATA, new byte[] {0x30, 0x03, 0x02, 0x01, 0x09});
    Content unsigned = SignedMessage.of(keys).sign();
    Content foreign =
        EnvelopedMessage.encrypt(keys, CBC, List.of(Recipient.of(new byte[] {9}, KEY)));
    for (Content inner : List.of(broken, unsigned, foreign)) {
      assertThat(open(EnvelopedMessage.encrypt(inner, CBC, RECIPIENTS)))
          .isEqualTo(new Unpacked.Failed());
    }
    assertThat(open(EnvelopedMessage.encrypt(unsigned, GCM, RECIPIENTS)))
        .isInstanceOf(Unpacked.Unverified.class);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> open(EnvelopedMessage.encrypt(broken, GCM, RECIPIENTS)));
  }

  @Test
  @Requirement({"S-50", "R7193-2-12"})
  void layersHaveAnEnd() throws Exception {
    Content message = keys;
    for (int i = 0; i < 9; i++) {
      message = SignedMessage.sign(message, generator.signer());
    }
    assertThat(open(message)).isInstanceOf(Unpacked.Refused.class);
  }

  @Test
  @Requirement({"R6032-2-3", "R6032-3-3"})
  void aKeyPackageSaysWhichKeyOpensIt() throws Exception {
    Content message = EncryptedMessage.encryptKeyPackage(signed(keys), CBC, OWN);
    assertThat(EncryptedKeyPackage.of(message).contentDecryptionKeyId()).contains(ID);
    RecipientKey.Kek other = new RecipientKey.Kek(new byte[] {9}, KEY);
    assertThat(new MessageOpener(List.of(other), List.of()).open(message))
        .isEqualTo(new Unpacked.NotForUs());
    assertThat(new MessageOpener(List.of(other, OWN), List.of()).open(message))
        .isInstanceOf(Unpacked.Whole.class);
  }
}
