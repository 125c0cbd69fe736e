package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.path.Authority;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EntityIdentifier.IssuerAndSerial;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.DecryptKeyName;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwareOids;
import org.bequest.formats.firmware.FirmwarePackageMessageDigest;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.LoadReceipt;
import org.bequest.formats.firmware.SigningCertificate;
import org.bouncycastle.asn1.cms.EncryptedData;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape of RFC 8295 section 6.1.2, built and opened again. */
class FirmwareShapesTest {
  private static final byte[] IMAGE = Factory.image(50_000);
  private static final FirmwareShape PLAIN = new FirmwareShape(true, false, false);
  private static final FirmwareShape CLOSED = new FirmwareShape(true, true, true);
  private static final Limits ANY = new Limits(1 << 24, 40, 100_000);

  private final Factory factory = new Factory();

  static Stream<FirmwareShape> shapes() {
    return FirmwareShape.all().stream();
  }

  private byte[] built(FirmwareShape shape) throws IOException {
    FirmwareMessage message = Factory.message(IMAGE, shape, Factory.encryption());
    assertThat(message.shape(shape.signed())).isEqualTo(shape);
    return Factory.written(shape.signed() ? message.signed(factory.signing()) : message.unsigned());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  @Requirement({
    "R8295-6.1.2-2",
    "R4108-1.5-1",
    "R4108-2-1",
    "R4108-2-2",
    "R4108-2-3",
    "R4108-2-4",
    "R4108-2.1.1-1",
    "R4108-2.1.2.2-1",
    "R4108-2.1.3.1-1",
    "R4108-2.1.3.1-2",
    "R4108-2.1.4.1-1",
    "R4108-1.2.3-2",
    "R4108-1.2.3-3",
    "R4108-1.4-2"
  })
  void everyShapeIsOpenedAgain(FirmwareShape shape) throws Exception {
    byte[] message = built(shape);
    Asn1.checkDer(message, ANY);
    FirmwareOpener opener = factory.opener(FirmwarePolicy.STRICT.withUnsigned(), Factory.kek());
    FirmwareOpening opening = Factory.open(opener, message);
    assertThat(opening).isInstanceOf(FirmwareOpening.Opened.class);
    try (OpenedFirmware opened = ((FirmwareOpening.Opened) opening).firmware()) {
      assertThat(opened.shape()).isEqualTo(shape);
      assertThat(Factory.written(opened.image())).isEqualTo(IMAGE);
      assertThat(opened.signed().isPresent()).isEqualTo(shape.signed());
      assertThat(opened.decryptKey().isPresent()).isEqualTo(shape.signed() && shape.encrypted());
    }
  }

  /** What knows nothing of firmware, and holds all in memory, sees the same layers. */
  @ParameterizedTest
  @MethodSource("shapes")
  void theLayersAreThoseOfTheMediaType(FirmwareShape shape) throws Exception {
    MessageOpener opener = new MessageOpener(List.of(Factory.kek()), List.of());
    Unpacked unpacked = opener.open(Content.decode(built(shape)));
    assertThat(unpacked)
        .isInstanceOfSatisfying(
            Unpacked.Whole.class,
            whole -> {
              assertThat(whole.types()).isEqualTo(shape.layers());
              assertThat(FirmwareShape.of(whole.types())).contains(shape);
              assertThat(whole.mediaType()).isEqualTo(shape.mediaType());
              assertThat(whole.leaf().type()).isEqualTo(CmsOids.FIRMWARE_PACKAGE);
            });
    assertThat(FirmwareShape.of(List.of(CmsOids.COMPRESSED_DATA, CmsOids.SIGNED_DATA))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatIsNotSignedIsRefusedUnlessSomebodyWantsIt(FirmwareShape shape) throws Exception {
    FirmwareOpening opening = Factory.open(factory.opener(Factory.kek()), built(shape));
    if (shape.signed()) {
      assertThat(opening).isInstanceOf(FirmwareOpening.Opened.class);
      ((FirmwareOpening.Opened) opening).firmware().close();
    } else {
      assertThat(opening)
          .isEqualTo(
              new FirmwareOpening.Refused(
                  new FirmwareRefusal(
                      LoadErrorCode.BAD_CONTENT_INFO, "the package is not signed")));
    }
  }

  private SignedContent signed(FirmwareShape shape) throws Exception {
    return SignedContent.decode(built(shape));
  }

  /** By Bouncy Castle, which shows the versions. */
  @Test
  @Requirement({
    "R4108-2.1.2-1",
    "R4108-2.1.2-2",
    "R4108-2.1.2-4",
    "R4108-2.1.2-5",
    "R4108-2.1.2-7",
    "R4108-2.1.2.1-1",
    "R4108-2.1.2.1-3",
    "R4108-2.1.2.1-4",
    "R4108-2.1.2.1-5"
  })
  void theSignedDataIsThatOfTheProfile() throws Exception {
    CMSSignedData judge = new CMSSignedData(built(PLAIN));
    SignedData data = SignedData.getInstance(judge.toASN1Structure().getContent());
    assertThat(data.getVersion().intValueExact()).isEqualTo(3);
    assertThat(data.getDigestAlgorithms().size()).isEqualTo(1);
    assertThat(data.getCRLs()).isNull();
    assertThat(data.getCertificates().size()).isEqualTo(1);
    assertThat(judge.getSignerInfos().size()).isEqualTo(1);
    SignerInformation signer = judge.getSignerInfos().getSigners().iterator().next();
    assertThat(signer.getVersion()).isEqualTo(3);
    assertThat(signer.getSID().getSubjectKeyIdentifier()).isEqualTo(Factory.sha1(factory.maker()));
    assertThat(data.getDigestAlgorithms().getObjectAt(0)).isEqualTo(signer.getDigestAlgorithmID());
    assertThat(signer.getUnsignedAttributes()).isNull();
  }

  @Test
  @Requirement({
    "R4108-2.2-1",
    "R4108-2.2-2",
    "R4108-2.2-7",
    "R4108-2.2-8",
    "R4108-2.2.1-1",
    "R4108-2.2.2-1",
    "R4108-2.2.10-1",
    "R4108-2.2.11-1",
    "R4108-2.2.12-1",
    "R4108-1.2.2-4"
  })
  void theSignedAttributesAreThere() throws Exception {
    SignedContent message = signed(CLOSED);
    SignerInfo signer = message.signers().getFirst();
    FirmwareAttributes all = FirmwareAttributes.decode(signer.signedAttributes());
    assertThat(all.all()).containsAll(Factory.ATTRIBUTES.all());
    assertThat(signer.signed(CmsOids.CONTENT_TYPE)).contains(CmsOids.ENCRYPTED_DATA);
    assertThat(signer.signed(CmsOids.SIGNING_TIME).map(Time::getInstance).orElseThrow().getDate())
        .isEqualTo(Authority.NOW);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(IMAGE);
    assertThat(all.find(FirmwarePackageMessageDigest.class).orElseThrow().digest().bytes())
        .isEqualTo(digest);
  }

  @Test
  @Requirement({"R4108-2.2-3", "R4108-2.2.5-1", "R4108-2.1.3-1", "R4108-2.1.3-2"})
  void anEncryptedPackageNamesItsKeyAmongTheSignedAttributesAlone() throws Exception {
    SignedContent message = signed(CLOSED);
    SignerInfo signer = message.signers().getFirst();
    assertThat(FirmwareAttributes.decode(signer.signedAttributes()).find(DecryptKeyName.class))
        .contains(new DecryptKeyName(Factory.KEY_NAME));
    EncryptedContent encrypted = EncryptedContent.of(message.content().orElseThrow());
    assertThat(encrypted.unprotected().isEmpty()).isTrue();
    assertThat(encrypted.encrypted().contentType()).isEqualTo(CmsOids.COMPRESSED_DATA);
    EncryptedData judge = EncryptedData.getInstance(message.content().orElseThrow().octets());
    assertThat(judge.getVersion().intValueExact()).isZero();
    SignerInfo open = signed(PLAIN).signers().getFirst();
    assertThat(FirmwareAttributes.decode(open.signedAttributes()).find(DecryptKeyName.class))
        .isEmpty();
  }

  @Test
  @Requirement({
    "R4108-2.2.13-1",
    "R4108-2.2.13-2",
    "R4108-2.2.13-3",
    "R4108-2.2.13-4",
    "R4108-2.2.13-6"
  })
  void theCertificateOfTheSignerIsNamed() throws Exception {
    SignedContent message = signed(PLAIN);
    X509CertificateHolder own = message.certificates().getFirst();
    org.bouncycastle.asn1.ess.SigningCertificate first =
        org.bouncycastle.asn1.ess.SigningCertificate.getInstance(
            message.signers().getFirst().signed(FirmwareOids.SIGNING_CERTIFICATE).orElseThrow());
    ESSCertID[] certificates = first.getCerts();
    assertThat(certificates).hasSize(1);
    assertThat(certificates[0].getCertHash())
        .isEqualTo(MessageDigest.getInstance("SHA-1").digest(own.getEncoded()));
    assertThat(certificates[0].getIssuerSerial().getSerial().getValue())
        .isEqualTo(own.getSerialNumber());
    assertThat(first.getPolicies()).isNull();
  }

  @Test
  @Requirement({"R4108-2.1.2-3", "R4108-1.2.3-5", "R4108-1.2.4-1", "R4108-1.2-1"})
  void aTrustAnchorSignsWithoutCertificates() throws Exception {
    FirmwareSigning signing =
        new FirmwareSigning(factory.anchor(), Factory.ATTRIBUTES, Optional.empty());
    byte[] message = Factory.written(Factory.message(IMAGE).signed(signing));
    SignedContent signed = SignedContent.decode(message);
    assertThat(signed.certificates()).isEmpty();
    FirmwareAttributes all =
        FirmwareAttributes.decode(signed.signers().getFirst().signedAttributes());
    assertThat(all.find(SigningCertificate.class)).isEmpty();
    FirmwareOpening opening = Factory.open(factory.opener(), message);
    assertThat(opening)
        .isInstanceOfSatisfying(
            FirmwareOpening.Opened.class,
            opened ->
                assertThat(opened.firmware().signed().orElseThrow().identifier().name())
                    .isEqualTo(Factory.NAME));
  }

  @Test
  @Requirement({"R4108-3.1.3-2", "R4108-3.1.3-3"})
  void theReceiptNamesAKeyOnlyWhenThePackageWasDecrypted() throws Exception {
    for (FirmwareShape shape : List.of(PLAIN, CLOSED)) {
      FirmwareOpening opening = Factory.open(factory.opener(Factory.kek()), built(shape));
      try (OpenedFirmware opened = ((FirmwareOpening.Opened) opening).firmware()) {
        LoadReceipt receipt = opened.receipt(Factory.MODULE).orElseThrow();
        assertThat(receipt.name()).isEqualTo(Factory.NAME);
        assertThat(receipt.trustAnchor()).isPresent();
        assertThat(receipt.decryptKey())
            .isEqualTo(shape.encrypted() ? Optional.of(Factory.KEY_NAME) : Optional.empty());
      }
    }
  }

  @Test
  void whatNoLoaderWouldTakeIsNotSigned() {
    MessageSigner byName =
        new MessageSigner(
            factory.maker().signer(),
            IssuerAndSerial.of(factory.certificate()),
            List.of(factory.certificate()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FirmwareSigning.of(byName, Factory.ATTRIBUTES, Instant.EPOCH))
        .withMessageContaining("key identifier");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            FirmwareSigning.of(factory.signer(), new FirmwareAttributes(List.of()), Instant.EPOCH))
        .withMessageContaining("name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FirmwareMessage.of(StreamedContent.of(CmsOids.DATA, IMAGE)));
  }

  @Test
  @Requirement("R4108-6.2-1")
  void newKeysAreRandomAndOfTheLengthOfTheCipher() {
    try (FirmwareEncryption some =
            FirmwareEncryption.withNewKey(ContentCipher.AES_192_CBC, Factory.KEY_NAME, List.of());
        FirmwareEncryption other =
            FirmwareEncryption.withNewKey(ContentCipher.AES_192_CBC, Factory.KEY_NAME, List.of())) {
      assertThat(some.key().length()).isEqualTo(24);
      assertThat(some.key().matches(other.key())).isFalse();
    }
  }
}
