package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.firmware.DecryptKeyName;
import org.bequest.formats.firmware.FirmwareAttribute;
import org.bequest.formats.firmware.FirmwarePackageMessageDigest;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong inside of a signature that is good, with the code that RFC 4108 has for it. */
class InnerLayersRefusalTest {
  private static final byte[] IMAGE = Factory.image(1000);
  private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("2.999.1");
  private static final Factory FACTORY = new Factory();

  private static void assertRefused(byte[] message, LoadErrorCode code) throws Exception {
    assertRefused(message, code, FACTORY.opener(Factory.kek()));
  }

  private static void assertRefused(byte[] message, LoadErrorCode code, FirmwareOpener opener)
      throws Exception {
    assertThat(Factory.open(opener, message))
        .isInstanceOfSatisfying(
            FirmwareOpening.Refused.class,
            refused -> assertThat(refused.why().code()).as(refused.why().detail()).isEqualTo(code));
  }

  private static byte[] sealed(Content content, FirmwareAttribute... more) {
    SignedMessage message = SignedMessage.of(content).by(FACTORY.signer());
    Stream.concat(Factory.ATTRIBUTES.all().stream(), Stream.of(more))
        .forEach(attribute -> message.signedAttribute(attribute.toAttribute()));
    return message.sign().encode();
  }

  private static Content image() {
    return new Content(CmsOids.FIRMWARE_PACKAGE, IMAGE);
  }

  private static ASN1Encodable fields(ASN1Encodable... fields) {
    return new DERSequence(fields);
  }

  private static ASN1Encodable encryptedInfo(
      ASN1ObjectIdentifier type, ASN1ObjectIdentifier algorithm, ASN1Encodable... octets) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(type);
    fields.add(new AlgorithmIdentifier(algorithm, new DEROctetString(new byte[16])));
    Stream.of(octets).forEach(fields::add);
    return new DERSequence(fields);
  }

  static Stream<Arguments> ciphertexts() {
    ASN1Encodable octets = new DERTaggedObject(false, 0, new DEROctetString(new byte[32]));
    ASN1ObjectIdentifier aes = NISTObjectIdentifiers.id_aes256_CBC;
    ASN1ObjectIdentifier type = CmsOids.FIRMWARE_PACKAGE;
    ASN1Encodable good = encryptedInfo(type, aes, octets);
    DERTaggedObject attributes =
        new DERTaggedObject(false, 1, new DERSet(Attributes.attribute(UNKNOWN, DERNull.INSTANCE)));
    return Stream.of(
        Arguments.of(17, fields(new ASN1Integer(1), good)),
        Arguments.of(17, fields(new ASN1Integer(2), good)),
        Arguments.of(17, fields(good)),
        Arguments.of(17, fields(new ASN1Integer(0), good, attributes)),
        Arguments.of(17, DERNull.INSTANCE),
        Arguments.of(18, fields(new ASN1Integer(2), good, attributes)),
        Arguments.of(19, fields(new ASN1Integer(0), encryptedInfo(CmsOids.DATA, aes, octets))),
        Arguments.of(19, fields(new ASN1Integer(0), fields(UNKNOWN))),
        Arguments.of(20, fields(new ASN1Integer(0), encryptedInfo(type, UNKNOWN, octets))),
        Arguments.of(
            20,
            fields(
                new ASN1Integer(0),
                encryptedInfo(type, NISTObjectIdentifiers.id_aes256_GCM, octets))),
        Arguments.of(21, fields(new ASN1Integer(0), encryptedInfo(type, aes))),
        Arguments.of(23, fields(new ASN1Integer(0), good)));
  }

  @ParameterizedTest
  @MethodSource("ciphertexts")
  @Requirement({
    "R4108-2.1.3-1",
    "R4108-2.1.3-2",
    "R4108-2.1.3.1-1",
    "R4108-2.1.3.1-2",
    "R4108-1.2.3-8"
  })
  void eachFaultOfTheEncryptedDataHasItsCode(int code, ASN1Encodable encrypted) throws Exception {
    Content content = new Content(CmsOids.ENCRYPTED_DATA, Der.of(encrypted));
    byte[] message = sealed(content, new DecryptKeyName(Factory.KEY_NAME));
    assertRefused(message, Factory.code(code));
  }

  static Stream<Arguments> compressions() {
    CompressedContent whole = CompressedContent.deflating(image());
    byte[] zlib = Objects.requireNonNull(whole.octets());
    ASN1Encodable good =
        fields(CmsOids.FIRMWARE_PACKAGE, new DERTaggedObject(true, 0, new DEROctetString(zlib)));
    byte[] cut = Arrays.copyOf(zlib, zlib.length - 1);
    ASN1Encodable broken =
        fields(CmsOids.FIRMWARE_PACKAGE, new DERTaggedObject(true, 0, new DEROctetString(cut)));
    ASN1Encodable other =
        fields(CmsOids.DATA, new DERTaggedObject(true, 0, new DEROctetString(zlib)));
    AlgorithmIdentifier unknown = new AlgorithmIdentifier(UNKNOWN);
    ASN1Encodable zero = new ASN1Integer(0);
    return Stream.of(
        Arguments.of(26, fields(new ASN1Integer(1), CompressedContent.ZLIB, good)),
        Arguments.of(26, fields(zero, CompressedContent.ZLIB)),
        Arguments.of(24, fields(zero, unknown, good)),
        Arguments.of(4, fields(zero, CompressedContent.ZLIB, other)),
        Arguments.of(25, fields(zero, CompressedContent.ZLIB, fields(CmsOids.FIRMWARE_PACKAGE))),
        Arguments.of(26, fields(zero, CompressedContent.ZLIB, broken)));
  }

  @ParameterizedTest
  @MethodSource("compressions")
  @Requirement({"R4108-2.1.4-1", "R4108-2.1.4.1-1"})
  void eachFaultOfTheCompressedDataHasItsCode(int code, ASN1Encodable compressed) throws Exception {
    Content content = new Content(CmsOids.COMPRESSED_DATA, Der.of(compressed));
    assertRefused(sealed(content), Factory.code(code));
  }

  @Test
  @Requirement("R4108-2.2.10-2")
  void anImageOfAnotherDigestIsBad() throws Exception {
    FirmwareAttribute digest =
        new FirmwarePackageMessageDigest(
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), Octets.of(new byte[32]));
    assertRefused(sealed(image(), digest), LoadErrorCode.BAD_FIRMWARE);
  }

  /** Everything that nobody vouches for says the same when its ciphertext is wrong. */
  @Test
  void aCiphertextThatNobodySignedIsNotTalkedAbout() throws Exception {
    byte[] message =
        Factory.written(
            Factory.message(IMAGE).compressed().encrypted(Factory.encryption()).unsigned());
    FirmwareOpener opener = FACTORY.opener(FirmwarePolicy.STRICT.withUnsigned(), Factory.kek());
    for (int at = message.length - 1; at > message.length - 200; at -= 7) {
      byte[] changed = Damage.flipped(message, at, 1);
      assertRefused(changed, LoadErrorCode.DECRYPT_FAILURE, opener);
    }
  }

  @Test
  void anImageWithAHeaderOfItsOwnIsReadByWhoeverKnows() throws Exception {
    byte[] nested = Der.of(new DEROctetString(IMAGE));
    byte[] message = sealed(new Content(CmsOids.FIRMWARE_PACKAGE, nested));
    FirmwareOpener knowing = FACTORY.opener(FirmwarePolicy.STRICT.withNested());
    try (OpenedFirmware opened = opened(knowing, message)) {
      assertThat(Factory.written(opened.image())).isEqualTo(IMAGE);
    }
    try (OpenedFirmware opened = opened(FACTORY.opener(), message)) {
      assertThat(Factory.written(opened.image())).isEqualTo(nested);
    }
    assertRefused(sealed(image()), LoadErrorCode.BAD_FIRMWARE, knowing);
  }

  private static OpenedFirmware opened(FirmwareOpener opener, byte[] message) throws Exception {
    FirmwareOpening opening = Factory.open(opener, message);
    assertThat(opening).isInstanceOf(FirmwareOpening.Opened.class);
    return ((FirmwareOpening.Opened) opening).firmware();
  }
}
