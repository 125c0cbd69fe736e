package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.Authority;
import org.bequest.crypto.path.PathInputs;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.FirmwareAttribute;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwareOids;
import org.bequest.formats.firmware.FirmwarePackageIdentifier;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.TargetHardwareIdentifiers;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of a package with the code that RFC 4108 section 4.1.3 has for it. */
class FirmwareRefusalTest {
  private static final byte[] IMAGE = Factory.image(1000);
  private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("2.999.1");
  private static final Factory FACTORY = new Factory();

  private static byte[] signed(UnaryOperator<FirmwareMessage> layers) {
    try {
      FirmwareMessage message = layers.apply(Factory.message(IMAGE));
      return Factory.written(message.signed(FACTORY.signing()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] plain() {
    return signed(UnaryOperator.identity());
  }

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

  /** The fields of the SignedData, one of them changed. */
  private static byte[] with(int field, UnaryOperator<ASN1Encodable> change) {
    ASN1Sequence info = ASN1Sequence.getInstance(plain());
    ASN1Sequence data =
        ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(info.getObjectAt(1)), true);
    ASN1Encodable content = new DLTaggedObject(true, 0, changed(data, field, change));
    return inOrder(new DLSequence(new ASN1Encodable[] {info.getObjectAt(0), content}));
  }

  /** Definite lengths, and every SET as it is. */
  private static byte[] inOrder(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DL);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static DLSequence changed(
      ASN1Sequence fields, int field, UnaryOperator<ASN1Encodable> change) {
    ASN1Encodable[] all = fields.toArray();
    all[field] = change.apply(all[field]);
    return new DLSequence(all);
  }

  private static byte[] withSigner(int field, UnaryOperator<ASN1Encodable> change) {
    return with(
        4,
        infos ->
            new DLSet(
                changed(
                    ASN1Sequence.getInstance(ASN1Set.getInstance(infos).getObjectAt(0)),
                    field,
                    change)));
  }

  private static ASN1Encodable encap(ASN1Encodable... fields) {
    return new DERSequence(fields);
  }

  private static DERTaggedObject octets() {
    return new DERTaggedObject(true, 0, new DEROctetString(IMAGE));
  }

  private static ASN1Encodable twice(ASN1Encodable set) {
    ASN1Encodable one = ASN1Set.getInstance(set).getObjectAt(0);
    return new DLSet(new ASN1Encodable[] {one, one});
  }

  /** The SET OF in the implicit tag, its elements the other way round. */
  private static ASN1Encodable unsorted(ASN1Encodable tagged) {
    List<ASN1Encodable> elements =
        new ArrayList<>(
            Arrays.asList(
                ASN1Set.getInstance(ASN1TaggedObject.getInstance(tagged), false).toArray()));
    return new DLTaggedObject(
        false, 0, new DLSet(elements.reversed().toArray(ASN1Encodable[]::new)));
  }

  static Stream<Arguments> structures() {
    AlgorithmIdentifier other = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
    ASN1Encodable attributeCertificate = new DERTaggedObject(false, 2, new DERSequence());
    return Stream.of(
        Arguments.of("version 1", with(0, _ -> new ASN1Integer(1)), 3),
        Arguments.of("version 4", with(0, _ -> new ASN1Integer(4)), 3),
        Arguments.of("no version", with(0, _ -> DERNull.INSTANCE), 3),
        Arguments.of("no digests", with(1, _ -> new DERSet()), 3),
        Arguments.of("two digests", with(1, FirmwareRefusalTest::twice), 3),
        Arguments.of("another type", with(2, _ -> encap(CmsOids.DATA, octets())), 4),
        Arguments.of("no type", with(2, _ -> encap(octets())), 4),
        Arguments.of("no content", with(2, _ -> encap(CmsOids.FIRMWARE_PACKAGE)), 9),
        Arguments.of(
            "an attribute certificate",
            with(3, _ -> new DERTaggedObject(false, 0, new DERSet(attributeCertificate))),
            5),
        Arguments.of(
            "no certificate",
            with(3, _ -> new DERTaggedObject(false, 0, new DERSet(new DERSequence(UNKNOWN)))),
            5),
        Arguments.of("no signer", with(4, _ -> new DERSet()), 6),
        Arguments.of("two signers", with(4, FirmwareRefusalTest::twice), 6),
        Arguments.of("signer version 1", withSigner(0, _ -> new ASN1Integer(1)), 6),
        Arguments.of("signer by name", withSigner(1, _ -> new DERSequence()), 6),
        Arguments.of("another digest", withSigner(2, _ -> other), 12),
        Arguments.of("unsorted attributes", withSigner(3, FirmwareRefusalTest::unsorted), 7));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("structures")
  @Requirement({
    "R4108-2.1.2-1", "R4108-2.1.2-2", "R4108-2.1.2-4", "R4108-2.1.2-7", "R4108-2.1.2.1-1",
    "R4108-2.1.2.1-4", "R4108-2.1.2.1-5", "R4108-2.1.2.2-1", "R4108-4.1.3-6", "R4108-1.4-1"
  })
  void eachFaultOfTheSignedDataHasItsCode(String fault, byte[] message, int code) throws Exception {
    assertThat(fault).isNotEmpty();
    assertRefused(message, Factory.code(code));
  }

  @Test
  @Requirement("R4108-2.1.1-1")
  void whatIsNoContentInfoIsToldFromWhatIsNoBer() throws Exception {
    byte[] whole = plain();
    assertRefused(Arrays.copyOf(whole, whole.length - 1), LoadErrorCode.DECODE_FAILURE);
    assertRefused(new byte[0], LoadErrorCode.DECODE_FAILURE);
    assertRefused(Der.of(new DERSequence(UNKNOWN)), LoadErrorCode.BAD_CONTENT_INFO);
    assertRefused(Content.data(IMAGE).encode(), LoadErrorCode.BAD_CONTENT_INFO);
  }

  private static SignedMessage signing(Content content, FirmwareAttribute... more) {
    SignedMessage message = SignedMessage.of(content).by(FACTORY.signer());
    for (FirmwareAttribute attribute : more) {
      message.signedAttribute(attribute.toAttribute());
    }
    return message;
  }

  private static Content image() {
    return new Content(CmsOids.FIRMWARE_PACKAGE, IMAGE);
  }

  @Test
  @Requirement({"R4108-2.2-1", "R4108-2.2-2", "R4108-2.2-3"})
  void theMandatoryAttributesAreDemanded() throws Exception {
    FirmwareAttribute name = Factory.ATTRIBUTES.all().get(0);
    FirmwareAttribute targets = Factory.ATTRIBUTES.all().get(1);
    for (SignedMessage missing :
        List.of(
            signing(image()),
            signing(image(), name),
            signing(image(), targets),
            signing(image(), name, targets, name),
            signing(new Content(CmsOids.ENCRYPTED_DATA, IMAGE), name, targets))) {
      assertRefused(missing.sign().encode(), LoadErrorCode.BAD_SIGNED_ATTRS);
    }
    Attribute twoValues =
        new Attribute(
            FirmwareOids.DECRYPT_KEY,
            new DERSet(
                new ASN1Encodable[] {
                  new DEROctetString(new byte[1]), new DEROctetString(new byte[2])
                }));
    assertRefused(
        signing(image(), name, targets).signedAttribute(twoValues).sign().encode(),
        LoadErrorCode.BAD_SIGNED_ATTRS);
  }

  @Test
  @Requirement({"R4108-2.1.2.1-6", "R4108-2.1.2.1-7"})
  void unknownSignedAttributesArePassedOver() throws Exception {
    Attribute unknown = Attributes.attribute(UNKNOWN, DERNull.INSTANCE);
    byte[] message =
        signing(image(), Factory.ATTRIBUTES.all().toArray(FirmwareAttribute[]::new))
            .signedAttribute(unknown)
            .sign()
            .encode();
    assertThat(Factory.open(FACTORY.opener(), message)).isInstanceOf(FirmwareOpening.Opened.class);
  }

  @Test
  @Requirement({"R4108-2.3-1", "R4108-2.1.2.1-8"})
  void otherUnsignedAttributesAreRefused() throws Exception {
    byte[] message =
        signing(image(), Factory.ATTRIBUTES.all().toArray(FirmwareAttribute[]::new))
            .unsignedAttribute(Attributes.attribute(UNKNOWN, DERNull.INSTANCE))
            .sign()
            .encode();
    assertRefused(message, LoadErrorCode.BAD_UNSIGNED_ATTRS);
  }

  private static byte[] withSigner(UnaryOperator<SignerInfo> change) throws Exception {
    SignedContent signed = SignedContent.decode(plain());
    SignerInfo signer = change.apply(signed.signers().getFirst());
    return signed.with(List.of(signer)).encode().encode();
  }

  private static SignerInfo with(
      SignerInfo s, AlgorithmIdentifier digest, AlgorithmIdentifier signature, byte[] octets) {
    return new SignerInfo(
        s.version(), s.id(), digest, s.signedAttributes(), signature, octets, Attributes.NONE);
  }

  @Test
  @Requirement({"R4108-1.2.3-1", "R4108-1.2.3-5"})
  void eachFaultOfTheSignatureHasItsCode() throws Exception {
    byte[] none = new byte[8];
    AlgorithmIdentifier sha1 = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);
    assertRefused(
        withSigner(s -> with(s, sha1, s.signatureAlgorithm(), s.signature())),
        LoadErrorCode.BAD_DIGEST_ALGORITHM);
    assertRefused(
        withSigner(
            s -> with(s, s.digestAlgorithm(), new AlgorithmIdentifier(UNKNOWN), s.signature())),
        LoadErrorCode.BAD_SIGNATURE_ALGORITHM);
    assertRefused(
        withSigner(s ->
            with(
                s,
                s.digestAlgorithm(),
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS),
                s.signature())),
        LoadErrorCode.UNSUPPORTED_PARAMETERS);
    assertRefused(
        withSigner(s -> with(s, s.digestAlgorithm(), s.signatureAlgorithm(), none)),
        LoadErrorCode.SIGNATURE_FAILURE);
    byte[] changed = plain();
    int at = changed.length / 2;
    for (int i = 0; i + IMAGE.length <= changed.length; i++) {
      if (Arrays.equals(Arrays.copyOfRange(changed, i, i + IMAGE.length), IMAGE)) {
        at = i;
      }
    }
    changed[at] ^= 1;
    assertRefused(changed, LoadErrorCode.SIGNATURE_FAILURE);
  }

  @Test
  @Requirement("R4108-2.2.1-1")
  void aTypeThatTheSignerDidNotSignIsAMismatch() throws Exception {
    SignedContent signed = SignedContent.decode(plain());
    byte[] other =
        new SignedContent(
                CmsOids.COMPRESSED_DATA,
                signed.content().orElseThrow().octets(),
                signed.certificates(),
                List.of(),
                signed.signers())
            .encode()
            .encode();
    assertRefused(other, LoadErrorCode.CONTENT_TYPE_MISMATCH);
  }

  @Test
  @Requirement({"R4108-1.2.3-5", "R8295-6.1.2-3"})
  void whoLeadsToNoAnchorIsNotBelieved() throws Exception {
    Factory stranger = new Factory();
    assertRefused(plain(), LoadErrorCode.NO_TRUST_ANCHOR, stranger.opener());
    SignedContent signed = SignedContent.decode(plain());
    byte[] bare =
        new SignedContent(
                signed.contentType(),
                signed.content().orElseThrow().octets(),
                List.of(),
                List.of(),
                signed.signers())
            .encode()
            .encode();
    assertRefused(bare, LoadErrorCode.NO_TRUST_ANCHOR);
  }

  @Test
  void anAnchorThatMayNotSignFirmwareIsNotAuthorized() throws Exception {
    FirmwareTrust strict =
        new FirmwareTrust(
            AnchorStore.ofCertificates(List.of(FACTORY.rootCertificate())),
            List.of(),
            PathInputs.at(Authority.NOW),
            ConstraintRules.STRICT);
    FirmwareOpener opener =
        new FirmwareOpener(
            new FirmwareExaminer(strict, Factory.LIMITS), List.of(), FirmwarePolicy.STRICT);
    assertRefused(plain(), LoadErrorCode.NOT_AUTHORIZED, opener);
  }

  /** Version 1 instead of 3; without that, its package would have no name. */
  @Test
  @Requirement({"R4108-2.1.2-1", "R4108-2.2-2"})
  void thePublishedPackageIsRefusedForItsVersionAndForItsName() throws Exception {
    byte[] vector = Vectors.shared("rfc4108-firmware-signed");
    assertRefused(vector, LoadErrorCode.BAD_SIGNED_DATA);
    byte[] repaired = SignedContent.decode(vector).encode().encode();
    assertRefused(repaired, LoadErrorCode.BAD_SIGNED_ATTRS);
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() throws Exception {
    FirmwareSigning signing =
        new FirmwareSigning(
            FACTORY.anchor(),
            FirmwareAttributes.of(
                FirmwarePackageIdentifier.of(Factory.NAME), TargetHardwareIdentifiers.of()),
            Optional.empty());
    FirmwareMessage small = Factory.message(new byte[5]).compressed();
    byte[] message = Factory.written(small.encrypted(Factory.encryption()).signed(signing));
    FirmwareOpener opener = FACTORY.opener(Factory.kek());
    Damage.of(message)
        .forEach(damaged -> {
          try {
            assertThat(Factory.open(opener, damaged)).isNotNull();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void aSignerWithAKeyOfAnotherKindHasAnUnusableKey() throws Exception {
    Authority root = Authority.named("CN=root");
    KeyPair rsa = KeyAlgorithm.RSA_2048.generate();
    SubjectPublicKeyInfo other = SubjectPublicKeyInfo.getInstance(rsa.getPublic().getEncoded());
    byte[] id = {1, 2, 3};
    MessageSigner signer = MessageSigner.withoutCertificate(root.signer(), id);
    FirmwareSigning signing = FirmwareSigning.of(signer, Factory.ATTRIBUTES, Authority.NOW);
    byte[] message = Factory.written(Factory.message(IMAGE).signed(signing));
    TrustAnchorChoice anchor =
        new TrustAnchorChoice.TaInfo(
            TrustAnchorInfo.of(other, new EntityIdentifier.KeyIdentifier(id)));
    FirmwareTrust trust = Factory.trust(AnchorStore.of(List.of(anchor)));
    FirmwareOpener opener =
        new FirmwareOpener(
            new FirmwareExaminer(trust, Factory.LIMITS), List.of(), FirmwarePolicy.STRICT);
    assertRefused(message, LoadErrorCode.UNSUPPORTED_KEY_SIZE, opener);
  }
}
