package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.stream.ContentInfoBody;
import org.bequest.crypto.cms.stream.EncryptedBody;
import org.bequest.crypto.cms.stream.SignedBody;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.DecryptKeyName;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.WrappedFirmwareKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The key that travels beside the package, and is nobody's word (RFC 4108 section 2.3.1). */
class WrappedKeyTest {
  private static final byte[] IMAGE = Factory.image(20_000);
  private static final byte[] KEK_ID = {9, 9};
  private static final Secret KEK = Secret.of(new byte[16]);
  private static final Secret PASSWORD = Secret.of("correct horse");

  private final Factory factory = new Factory();

  private static Recipient recipient(Holder holder) {
    return Recipient.of(
        EntityIdentifier.of(holder.certificate()), holder.certificate().getSubjectPublicKeyInfo());
  }

  static Stream<Arguments> kinds() {
    Holder rsa = Holder.of(KeyAlgorithm.RSA_2048);
    Holder curve = Holder.of(KeyAlgorithm.P384);
    return Stream.of(
        Arguments.of(recipient(rsa), rsa.recipientKey()),
        Arguments.of(recipient(curve), curve.recipientKey()),
        Arguments.of(Recipient.of(KEK_ID, KEK), new RecipientKey.Kek(KEK_ID, KEK)),
        Arguments.of(Recipient.Password.of(PASSWORD), new RecipientKey.Password(PASSWORD)));
  }

  private byte[] message(Recipient... recipients) throws Exception {
    return Factory.written(
        Factory.message(IMAGE)
            .compressed()
            .encrypted(Factory.encryption(recipients))
            .signed(factory.signing()));
  }

  private void assertOpens(byte[] message, RecipientKey... keys) throws Exception {
    FirmwareOpening opening = Factory.open(factory.opener(keys), message);
    assertThat(opening).isInstanceOf(FirmwareOpening.Opened.class);
    try (OpenedFirmware opened = ((FirmwareOpening.Opened) opening).firmware()) {
      assertThat(Factory.written(opened.image())).isEqualTo(IMAGE);
      assertThat(opened.decryptKey()).contains(Factory.KEY_NAME);
    }
  }

  private void assertRefused(byte[] message, LoadErrorCode code, RecipientKey... keys)
      throws Exception {
    assertThat(Factory.open(factory.opener(keys), message))
        .isInstanceOfSatisfying(
            FirmwareOpening.Refused.class,
            refused -> assertThat(refused.why().code()).isEqualTo(code));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @Requirement({"R4108-2.3.1-1", "R4108-2.3.1-2", "R4108-1.2-5"})
  void everyKindOfRecipientUnwrapsIt(Recipient recipient, RecipientKey key) throws Exception {
    assertOpens(message(recipient), key);
    assertRefused(
        message(recipient),
        LoadErrorCode.NO_DECRYPT_KEY,
        new RecipientKey.Kek(new byte[] {1}, KEK));
  }

  @Test
  @Requirement({
    "R4108-2.3.1-4",
    "R4108-2.3.1-5",
    "R4108-2.3.1-6",
    "R4108-2.3.1-7",
    "R4108-2.1.2.1-8"
  })
  void itSaysWhatTheCiphertextSaysAndIsTheOnlyUnsignedAttribute() throws Exception {
    SignedContent signed = SignedContent.decode(message(Recipient.of(KEK_ID, KEK)));
    Attributes unsigned = signed.signers().getFirst().unsignedAttributes();
    assertThat(unsigned.attributes()).hasSize(1);
    WrappedFirmwareKey key = WrappedFirmwareKey.of(unsigned).orElseThrow();
    EncryptedContent encrypted = EncryptedContent.of(signed.content().orElseThrow());
    assertThat(key.contentType()).isEqualTo(encrypted.encrypted().contentType());
    assertThat(key.algorithm()).isEqualTo(encrypted.encrypted().algorithm());
  }

  @Test
  @Requirement("R4108-2.3-2")
  void anybodyOnTheWayMayExchangeIt() throws Exception {
    byte[] delivered = message(Recipient.of(KEK_ID, KEK));
    Holder device = Holder.of(KeyAlgorithm.P256);
    ExaminedFirmware examined = examined(delivered);
    assertThat(examined.wrappedKey()).isPresent();
    byte[] forDevice =
        Factory.written(examined.withKeyFor(Factory.key(), List.of(recipient(device))));
    assertOpens(forDevice, device.recipientKey());
    assertRefused(forDevice, LoadErrorCode.NO_DECRYPT_KEY, new RecipientKey.Kek(KEK_ID, KEK));
    byte[] without = Factory.written(examined.withoutKey());
    assertOpens(without, Factory.kek());
    assertRefused(without, LoadErrorCode.NO_DECRYPT_KEY, device.recipientKey());
    SignedContent before = SignedContent.decode(delivered);
    SignedContent after = SignedContent.decode(forDevice);
    assertThat(after.octets()).isEqualTo(before.octets());
    assertThat(after.certificates()).isEqualTo(before.certificates());
    assertThat(after.signers().getFirst().signature())
        .isEqualTo(before.signers().getFirst().signature());
  }

  private ExaminedFirmware examined(byte[] message) throws Exception {
    FirmwareExamination examination = factory.examiner().examine(Source.of(message));
    assertThat(examination).isInstanceOf(FirmwareExamination.Passed.class);
    return ((FirmwareExamination.Passed) examination).firmware();
  }

  @Test
  void aPackageInTheClearHasNoKeyToWrap() throws Exception {
    byte[] plain = Factory.written(Factory.message(IMAGE).signed(factory.signing()));
    ExaminedFirmware examined = examined(plain);
    assertThat(examined.isEncrypted()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> examined.withKeyFor(Factory.key(), List.of(Recipient.of(KEK_ID, KEK))));
  }

  @Test
  void aPackageWithoutWrappedKeyStaysTheSameToTheOctet() throws Exception {
    byte[] message = message();
    assertThat(Factory.written(examined(message).withoutKey())).isEqualTo(message);
  }

  private static byte[] with(byte[] message, UnaryOperator<WrappedFirmwareKey> change)
      throws Exception {
    SignedContent signed = SignedContent.decode(message);
    SignerInfo by = signed.signers().getFirst();
    WrappedFirmwareKey key = WrappedFirmwareKey.of(by.unsignedAttributes()).orElseThrow();
    SignerInfo other =
        new SignerInfo(
            by.version(),
            by.id(),
            by.digestAlgorithm(),
            by.signedAttributes(),
            by.signatureAlgorithm(),
            by.signature(),
            Attributes.of(change.apply(key).toAttribute()));
    return signed.with(List.of(other)).encode().encode();
  }

  @Test
  @Requirement({"R4108-2.3.1-5", "R4108-2.3.1-6"})
  void aKeyForAnotherCiphertextIsRefused() throws Exception {
    byte[] message = message(Recipient.of(KEK_ID, KEK));
    byte[] other =
        with(
            message,
            key ->
                WrappedFirmwareKey.of(key.recipients(), CmsOids.FIRMWARE_PACKAGE, key.algorithm()));
    assertRefused(other, LoadErrorCode.BAD_UNSIGNED_ATTRS, new RecipientKey.Kek(KEK_ID, KEK));
  }

  @Test
  void anotherKeyInItsPlaceIsNoticed() throws Exception {
    byte[] message = message(Recipient.of(KEK_ID, KEK));
    byte[] other =
        with(
            message,
            key ->
                WrappedFirmwareKey.of(
                    List.of(Recipient.of(KEK_ID, KEK).wrap(new byte[32])),
                    key.contentType(),
                    key.algorithm()));
    assertThat(Factory.open(factory.opener(new RecipientKey.Kek(KEK_ID, KEK)), other))
        .isInstanceOf(FirmwareOpening.Refused.class);
  }

  /** Nothing that is signed says then what must come out: whoever wraps the key chooses it. */
  @Test
  void aWrappedKeyWithoutASignedDigestIsRefusedUnlessSomebodyWantsIt() throws Exception {
    EncryptedBody encrypted =
        EncryptedBody.of(
            StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, IMAGE),
            ContentCipher.AES_256_CBC,
            Factory.key());
    FirmwareAttributes attributes = Factory.ATTRIBUTES.and(new DecryptKeyName(Factory.KEY_NAME));
    WrappedFirmwareKey key =
        FirmwareEncryption.wrapped(
            encrypted.info(), Factory.key(), List.of(Recipient.of(KEK_ID, KEK)));
    byte[] message =
        Factory.written(
            new ContentInfoBody(
                SignedBody.sign(
                    encrypted,
                    order -> {
                      attributes.toAttributes().forEach(order::signedAttribute);
                      return order.by(factory.signer()).unsignedAttribute(key.toAttribute());
                    })));
    RecipientKey own = new RecipientKey.Kek(KEK_ID, KEK);
    assertRefused(message, LoadErrorCode.BAD_FIRMWARE, own);
    FirmwareOpener trusting = factory.opener(FirmwarePolicy.STRICT.withUnboundKeys(), own);
    assertThat(Factory.open(trusting, message)).isInstanceOf(FirmwareOpening.Opened.class);
    assertThat(Factory.open(factory.opener(Factory.kek()), message))
        .isInstanceOf(FirmwareOpening.Opened.class);
  }

  @Test
  @Requirement("R4108-1.2.3-8")
  void aKeyOfTheRightNameThatIsNotTheRightKeyDecryptsNothing() throws Exception {
    RecipientKey wrong = new RecipientKey.Kek(Factory.KEY_NAME.bytes(), Secret.of(new byte[32]));
    RecipientKey shorter = new RecipientKey.Kek(Factory.KEY_NAME.bytes(), KEK);
    assertRefused(message(), LoadErrorCode.DECRYPT_FAILURE, shorter);
    assertThat(Factory.open(factory.opener(wrong), message()))
        .isInstanceOf(FirmwareOpening.Refused.class);
    assertRefused(message(), LoadErrorCode.NO_DECRYPT_KEY);
  }
}
