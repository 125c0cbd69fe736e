package org.bequest.crypto.keypackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.keypackage.PackageEncryption.Direct;
import org.bequest.crypto.keypackage.PackageEncryption.Envelope;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.keys.OneAsymmetricKey;
import org.bequest.formats.keys.OneSymmetricKey;
import org.bequest.formats.keys.SymmetricKeyPackage;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.ReceiptOids;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of RFC 8295 sections 5.1.2, 5.2.1 and 8.1, made and recognised. */
class KeyPackageShapeTest {
  private static final byte[] ID = {1, 2, 3, 4};
  private static final Secret KEK = Secret.of(new byte[32]);
  private static final RecipientKey.Kek OWN = new RecipientKey.Kek(ID, KEK);
  private static final Holder SERVER = Holder.of(KeyAlgorithm.P256);
  private static final PackageId NAME = PackageId.of(new byte[] {7, 7});
  private static final SirEntityName DEVICE = SirEntityName.of(new X500Name("CN=device"));
  private static final Attribute MARK =
      new PackageIdAndReceiptRequest(NAME, Optional.empty()).toAttribute();

  private static final Content SECRET =
      SymmetricKeyPackage.of(
              KeyAttributes.NONE,
              List.of(OneSymmetricKey.of(KeyAttributes.ofKey("k", "HOTP"), new byte[20])))
          .encode();

  private static final Content PRIVATE =
      AsymmetricKeyPackage.of(
              OneAsymmetricKey.of(Keys.pkcs8(KeyAlgorithm.P256.generate().getPrivate())))
          .encode();

  private static Envelope envelope(ContentCipher cipher) {
    return Envelope.of(Recipient.of(ID, KEK), cipher);
  }

  private static PackageProtection by(PackageEncryption encryption) {
    return PackageProtection.NONE.signedBy(SERVER.signer()).encryptedBy(encryption).marked(MARK);
  }

  private static Content inside(KeyPackageShape shape) {
    return switch (shape) {
      case SK1, SK2, SK3, SK4, SK5 -> SECRET;
      case AK1, AK2, AK3, AK4, AK5, AK6 -> PRIVATE;
      case KR ->
          new Content(CmsOids.KEY_PACKAGE_RECEIPT, KeyPackageReceipt.of(NAME, DEVICE).encode());
      case KE ->
          new Content(
              CmsOids.KEY_PACKAGE_ERROR,
              KeyPackageError.of(
                      Optional.empty(),
                      DEVICE,
                      KeyPackageErrorCode.of(EnumeratedErrorCode.NO_DECRYPT_KEY))
                  .encode());
    };
  }

  private static Unpacked.Whole opened(ShapedPackage built) throws Exception {
    Content received = Content.decode(built.message().encode());
    return (Unpacked.Whole) new MessageOpener(List.of(OWN), List.of()).open(received);
  }

  private static void assertComesBack(ShapedPackage built) throws Exception {
    Unpacked.Whole whole = opened(built);
    assertThat(KeyPackageShape.of(whole)).contains(built.shape());
    assertThat(whole.leaf().octets()).isEqualTo(inside(built.shape()).octets());
  }

  /** By the letter of the table in section 2.1 of our notes on the formats. */
  private static String header(KeyPackageShape shape) {
    String layers =
        switch (shape) {
          case SK2 -> "encapsulatingContent=\"envelopedData, signedData\"; ";
          case SK3, AK3 -> "encapsulatingContent=\"signedData, envelopedData, signedData\"; ";
          case SK4, AK4 -> "encapsulatingContent=\"encryptedKeyPkg, signedData\"; ";
          case SK5, AK5 -> "encapsulatingContent=\"signedData, encryptedKeyPkg, signedData\"; ";
          case KR, KE -> "encapsulatingContent=signedData; ";
          case SK1, AK1, AK2, AK6 -> "";
        };
    String leaf =
        switch (shape) {
          case SK1, SK2, SK3, SK4, SK5 -> "sKeyPackage";
          case AK1, AK2, AK3, AK4, AK5, AK6 -> "aKeyPackage";
          case KR -> "keyPackageReceipt";
          case KE -> "keyPackageError";
        };
    return shape == KeyPackageShape.AK2
        ? "application/pkcs7-mime; smime-type=server-generated-key"
        : "application/cms; " + layers + "innerContent=" + leaf;
  }

  @ParameterizedTest
  @EnumSource(
      names = {"AK1", "AK6"},
      mode = EnumSource.Mode.EXCLUDE)
  @Requirement({
    "R8295-5.1.2-3",
    "R8295-8.1-2",
    "R8295-5.1.2-2",
    "R8295-8.1-3",
    "R7193-2-8",
    "R6032-2-5",
    "R6032-2-2",
    "R6031-2-1",
    "R6031-5-1"
  })
  void everyRowIsBuiltAndRecognised(KeyPackageShape shape) throws Exception {
    ShapedPackage built = shape.build(inside(shape), by(envelope(ContentCipher.AES_256_CBC)));
    assertThat(shape.isMessage()).isTrue();
    assertThat(built.type()).hasToString(header(shape));
    assertComesBack(built);
    if (!shape.equals(KeyPackageShape.AK2)) {
      assertThat(opened(built).mediaType().encode()).isEqualTo(built.type());
    }
  }

  private static Stream<PackageEncryption> choices() {
    return Stream.of(
        envelope(ContentCipher.AES_256_CBC),
        envelope(ContentCipher.AES_256_WRAP_PAD),
        envelope(ContentCipher.AES_256_GCM),
        new Direct(OWN, ContentCipher.AES_256_CBC),
        new Direct(OWN, ContentCipher.AES_256_WRAP_PAD));
  }

  @ParameterizedTest
  @MethodSource("choices")
  @Requirement({"R6032-2-1", "R6032-2-3", "R6032-2-4", "R6032-2-5", "R6032-2-7", "R6032-2-8"})
  void eachChoiceOfAnEncryptedKeyPackageHoldsEitherKindOfKeys(PackageEncryption encryption)
      throws Exception {
    for (KeyPackageShape shape :
        List.of(
            KeyPackageShape.SK4, KeyPackageShape.SK5, KeyPackageShape.AK4, KeyPackageShape.AK5)) {
      assertComesBack(shape.build(inside(shape), by(encryption)));
    }
    byte[] choice = KeyPackageShape.SK4.build(SECRET, by(encryption)).message().octets();
    boolean authenticated = encryption.cipher().isAuthenticated();
    int tag = encryption instanceof Direct ? 0x30 : authenticated ? 0xa1 : 0xa0;
    assertThat(choice[0]).isEqualTo((byte) tag);
  }

  @Test
  @Requirement({"R6032-2-6", "R6032-4-1"})
  void onlyAnAuthenticatedCipherDoesWithoutASignatureInside() throws Exception {
    PackageProtection gcm = by(envelope(ContentCipher.AES_128_GCM)).unsignedInside();
    ShapedPackage alone = KeyPackageShape.SK4.build(SECRET, gcm);
    assertThat(alone.type())
        .hasToString(
            "application/cms; encapsulatingContent=encryptedKeyPkg; innerContent=sKeyPackage");
    assertComesBack(alone);
    ShapedPackage around = KeyPackageShape.SK5.build(SECRET, gcm);
    assertThat(around.type().toString()).contains("\"signedData, encryptedKeyPkg\"");
    assertComesBack(around);
    assertComesBack(KeyPackageShape.AK4.build(PRIVATE, gcm));
    for (PackageEncryption other :
        List.of(envelope(ContentCipher.AES_256_CBC), new Direct(OWN, ContentCipher.AES_256_CBC))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> KeyPackageShape.SK4.build(SECRET, by(other).unsignedInside()));
    }
  }

  @Test
  @Requirement("R6032-2-6")
  void anAsymmetricPackageMayStandInAnAuthenticatedEnvelopeByItself() throws Exception {
    Content bare = envelope(ContentCipher.AES_256_GCM).encryptKeyPackage(PRIVATE);
    Unpacked.Whole whole =
        (Unpacked.Whole)
            new MessageOpener(List.of(OWN), List.of()).open(Content.decode(bare.encode()));
    assertThat(whole.leaf().octets()).isEqualTo(PRIVATE.octets());
    assertThat(KeyPackageShape.of(whole)).isEmpty();
  }

  @Test
  void whoeverWantsAnAuthenticatedCipherHasItInTheShapesOfRfc7030() throws Exception {
    ShapedPackage built =
        KeyPackageShape.AK3.build(PRIVATE, by(envelope(ContentCipher.AES_256_GCM)));
    assertThat(built.type().toString()).contains("signedData, authEnvelopedData, signedData");
    assertComesBack(built);
  }

  @Test
  void theNameOfThePackageStandsInTheInnermostSignatureOnly() throws Exception {
    ShapedPackage built =
        KeyPackageShape.SK5.build(
            SECRET,
            by(envelope(ContentCipher.AES_256_CBC))
                .carrying(List.of(Holder.of(KeyAlgorithm.P384).certificate())));
    List<SignedContent> signed =
        opened(built).layers().stream()
            .map(Unpacked.OpenedLayer::layer)
            .filter(SignedContent.class::isInstance)
            .map(SignedContent.class::cast)
            .toList();
    assertThat(signed)
        .extracting(s -> marks(s.signers().getFirst().signedAttributes()))
        .containsExactly(false, true);
    assertThat(signed).extracting(s -> s.certificates().size()).containsExactly(1, 2);
  }

  private static boolean marks(Attributes attributes) {
    return attributes.attribute(ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST).isPresent();
  }

  @Test
  void anErrorMayComeFromOneWhoCannotSign() throws Exception {
    ShapedPackage built =
        KeyPackageShape.KE.build(
            inside(KeyPackageShape.KE), PackageProtection.NONE.unsignedInside());
    assertThat(built.type()).hasToString("application/cms; innerContent=keyPackageError");
    assertComesBack(built);
  }

  @Test
  void whatTheRowDoesNotAllowIsNotBuilt() {
    PackageProtection direct = by(new Direct(OWN, ContentCipher.AES_256_CBC));
    PackageProtection unsigned =
        PackageProtection.NONE.encryptedBy(envelope(ContentCipher.AES_256_GCM));
    PackageProtection unencrypted = PackageProtection.NONE.signedBy(SERVER.signer());
    for (KeyPackageShape shape : List.of(KeyPackageShape.SK2, KeyPackageShape.SK3)) {
      for (PackageProtection wrong : List.of(direct, unsigned, unencrypted)) {
        assertThatIllegalArgumentException().isThrownBy(() -> shape.build(SECRET, wrong));
      }
    }
    for (KeyPackageShape shape : List.of(KeyPackageShape.AK1, KeyPackageShape.AK6)) {
      assertThat(shape.isMessage()).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> shape.build(PRIVATE, PackageProtection.NONE));
    }
  }

  @Test
  @Requirement("R6032-2-9")
  void aKeyPackageHoldsKeys() {
    PackageProtection fine = by(envelope(ContentCipher.AES_256_CBC));
    for (KeyPackageShape shape : List.of(KeyPackageShape.SK4, KeyPackageShape.SK5)) {
      for (Content other : List.of(PRIVATE, Content.data(new byte[3]))) {
        assertThatIllegalArgumentException().isThrownBy(() -> shape.build(other, fine));
      }
    }
    assertThat(
            KeyPackageShape.of(
                List.of(CmsOids.ENCRYPTED_KEY_PACKAGE, CmsOids.SIGNED_DATA), CmsOids.DATA))
        .isEmpty();
  }

  @Test
  void whatIsInNoRowIsRecognisedAsNothing() {
    ASN1ObjectIdentifier signed = CmsOids.SIGNED_DATA;
    ASN1ObjectIdentifier enveloped = CmsOids.ENVELOPED_DATA;
    List<List<ASN1ObjectIdentifier>> strange = new ArrayList<>();
    strange.add(List.of(signed));
    strange.add(List.of(enveloped));
    strange.add(List.of(signed, enveloped));
    strange.add(List.of(enveloped, signed, signed));
    strange.add(List.of(CmsOids.ENCRYPTED_DATA, signed));
    strange.add(List.of(signed, signed, enveloped, signed));
    strange.add(List.of(CmsOids.COMPRESSED_DATA));
    for (List<ASN1ObjectIdentifier> layers : strange) {
      assertThat(KeyPackageShape.of(layers, CmsOids.SYMMETRIC_KEY_PACKAGE)).isEmpty();
      assertThat(KeyPackageShape.of(layers, CmsOids.ASYMMETRIC_KEY_PACKAGE)).isEmpty();
    }
    assertThat(KeyPackageShape.of(List.of(), CmsOids.ASYMMETRIC_KEY_PACKAGE)).isEmpty();
    assertThat(KeyPackageShape.of(List.of(), CmsOids.KEY_PACKAGE_RECEIPT)).isEmpty();
    assertThat(KeyPackageShape.of(List.of(signed), CmsOids.FIRMWARE_PACKAGE)).isEmpty();
  }

  /** Another reader of the outermost layer, and of the choice in it. */
  @Test
  @Requirement("R6032-2-1")
  void theLibraryReadsWhatIsAround() throws Exception {
    PackageProtection fine = by(envelope(ContentCipher.AES_256_CBC));
    CMSEnvelopedData enveloped =
        new CMSEnvelopedData(KeyPackageShape.SK2.build(SECRET, fine).message().encode());
    assertThat(enveloped.getContentEncryptionAlgorithm().getAlgorithm())
        .isEqualTo(ContentCipher.AES_256_CBC.identifier());
    assertThat(enveloped.toASN1Structure().getContentType()).isEqualTo(CmsOids.ENVELOPED_DATA);
    Content keyPackage = KeyPackageShape.SK4.build(SECRET, fine).message();
    byte[] untagged = keyPackage.octets().clone();
    untagged[0] = 0x30;
    assertThat(
            new CMSEnvelopedData(new Content(CmsOids.ENVELOPED_DATA, untagged).encode())
                .getRecipientInfos())
        .hasSize(1);
    assertThat(EncryptedKeyPackage.decode(keyPackage.encode()).contentDecryptionKeyId()).isEmpty();
  }

  @Test
  void closingForgetsTheSharedKey() {
    Secret kek = Secret.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    PackageEncryption direct = new Direct(new RecipientKey.Kek(ID, kek), ContentCipher.AES_128_CBC);
    direct.close();
    assertThat(kek.octets()).containsOnly(0);
  }
}
