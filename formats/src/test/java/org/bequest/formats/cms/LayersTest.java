package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.OpenSsl;
import org.bequest.formats.TestKeys;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.EntityIdentifier.IssuerAndSerial;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer is written in DER, read back as it was, and no damage to it escapes its reader. */
class LayersTest {
  private static final TestKeys KEYS = new TestKeys();
  private static final X509CertificateHolder CERTIFICATE = KEYS.certificate("CN=somebody", 7);
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);
  private static final byte[] OCTETS = "octets".getBytes(StandardCharsets.US_ASCII);
  private static final EntityIdentifier BY_KEY = new KeyIdentifier(OCTETS);
  private static final EntityIdentifier BY_NUMBER = IssuerAndSerial.of(CERTIFICATE);
  private static final EncryptedContentInfo ENCRYPTED =
      new EncryptedContentInfo(CmsOids.SIGNED_DATA, ALGORITHM, OCTETS);
  private static final Attributes ATTRIBUTES =
      Attributes.of(
          Attributes.attribute(CmsOids.CONTENT_TYPE, CmsOids.SIGNED_DATA),
          Attributes.attribute(CmsOids.CONTENT_DECRYPTION_KEY_ID, new DEROctetString(OCTETS)));

  private static List<RecipientInfo> recipients() {
    return List.of(
        new KeyTransRecipientInfo(BY_KEY, ALGORITHM, OCTETS),
        new KeyTransRecipientInfo(BY_NUMBER, ALGORITHM, OCTETS),
        new KeyAgreeRecipientInfo(
            KEYS.publicKey(),
            OCTETS,
            ALGORITHM,
            List.of(
                new KeyAgreeRecipientInfo.EncryptedKey(BY_KEY, OCTETS),
                new KeyAgreeRecipientInfo.EncryptedKey(BY_NUMBER, OCTETS))),
        new KekRecipientInfo(OCTETS, ALGORITHM, OCTETS),
        new PasswordRecipientInfo(ALGORITHM, ALGORITHM, OCTETS),
        new KemRecipientInfo(BY_KEY, ALGORITHM, OCTETS, ALGORITHM, 32, OCTETS, ALGORITHM, OCTETS));
  }

  private static SignerInfo signer(EntityIdentifier id) {
    return new SignerInfo(
        SignerInfo.versionFor(id), id, ALGORITHM, ATTRIBUTES, ALGORITHM, OCTETS, ATTRIBUTES);
  }

  static Stream<Layer> layers() {
    EnvelopedContent enveloped = new EnvelopedContent(recipients(), ENCRYPTED, ATTRIBUTES);
    AuthEnvelopedContent authEnveloped =
        new AuthEnvelopedContent(recipients(), ENCRYPTED, ATTRIBUTES, OCTETS, ATTRIBUTES);
    EncryptedContent encrypted = new EncryptedContent(ENCRYPTED, ATTRIBUTES);
    return Stream.of(
        new SignedContent(
            CmsOids.PKI_DATA,
            OCTETS,
            List.of(CERTIFICATE),
            List.of(KEYS.crl("CN=somebody", 2)),
            List.of(signer(BY_KEY), signer(BY_NUMBER))),
        enveloped,
        authEnveloped,
        encrypted,
        new AuthenticatedContent(
            recipients(),
            ALGORITHM,
            ALGORITHM,
            new Content(CmsOids.PKI_DATA, OCTETS),
            ATTRIBUTES,
            OCTETS,
            ATTRIBUTES),
        new EncryptedKeyPackage(enveloped),
        new EncryptedKeyPackage(authEnveloped),
        new EncryptedKeyPackage(encrypted),
        new DigestedContent(ALGORITHM, CmsOids.PKI_DATA, OCTETS, OCTETS),
        new DigestedContent(ALGORITHM, CmsOids.DATA, null, OCTETS),
        CompressedContent.deflating(Content.data(OCTETS)),
        new CompressedContent(ALGORITHM, CmsOids.DATA, null),
        new ContentCollection(List.of(encrypted.encode(), Content.data(OCTETS))),
        new ContentWithAttributes(Content.data(OCTETS), ATTRIBUTES));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void whatIsWrittenIsDerAndReadBack(Layer layer) throws Exception {
    byte[] encoded = layer.encode().encode();
    assertThat(Der.of(ASN1Primitive.fromByteArray(encoded))).isEqualTo(encoded);
    Layer read = Layer.of(Content.decode(encoded)).orElseThrow();
    assertThat(read).hasSameClassAs(layer);
    assertThat(read.type()).isEqualTo(layer.type());
    assertThat(read.encode().encode()).isEqualTo(encoded);
  }

  @ParameterizedTest
  @MethodSource("layers")
  @Requirement({"S-50", "S-53"})
  void damageIsRefusedOrReadAsSomethingElse(Layer layer) {
    byte[] good = layer.encode().encode();
    int refused =
        Damage.everywhere(
            good, octets -> Layer.of(Content.decode(octets)).ifPresent(Layer::encode));
    assertThat(refused).isGreaterThan(good.length);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void eachIsReadAsItselfOnly(Layer layer) throws Exception {
    Content content = layer.encode();
    List<Damage.Reader> readers =
        List.of(
            SignedContent::decode,
            EnvelopedContent::decode,
            AuthEnvelopedContent::decode,
            EncryptedContent::decode,
            AuthenticatedContent::decode,
            EncryptedKeyPackage::decode,
            DigestedContent::decode,
            CompressedContent::decode,
            ContentCollection::decode,
            ContentWithAttributes::decode);
    int accepted = 0;
    for (Damage.Reader reader : readers) {
      try {
        reader.read(content.encode());
        accepted++;
      } catch (MalformedException e) {
        assertThat(e).hasMessageContaining("/ContentInfo/contentType");
      }
    }
    assertThat(accepted).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void opensslReadsTheStructure(Layer layer) throws Exception {
    String printed = OpenSsl.run(layer.encode().encode(), "asn1parse", "-inform", "DER");
    assertThat(printed).doesNotContain("Error").contains("d=0");
  }

  @Test
  void berIsReadToo() throws Exception {
    Content content = new EnvelopedContent(recipients(), ENCRYPTED, Attributes.NONE).encode();
    byte[] ber =
        new BERSequence(
                new ASN1Encodable[] {
                  content.type(),
                  new BERTaggedObject(true, 0, ASN1Primitive.fromByteArray(content.octets()))
                })
            .getEncoded();
    assertThat(ber[1]).isEqualTo((byte) 0x80);
    assertThat(EnvelopedContent.decode(ber).recipients()).hasSize(6);
  }

  /** RFC 5652 section 6.1. */
  @Test
  void versionsFollowTheContents() throws Exception {
    assertThat(version(new KeyTransRecipientInfo(BY_NUMBER, ALGORITHM, OCTETS))).isZero();
    assertThat(version(new KeyTransRecipientInfo(BY_KEY, ALGORITHM, OCTETS))).isEqualTo(2);
    assertThat(version(new KekRecipientInfo(OCTETS, ALGORITHM, OCTETS))).isEqualTo(2);
    assertThat(version(new PasswordRecipientInfo(ALGORITHM, ALGORITHM, OCTETS))).isEqualTo(3);
    assertThat(version(recipients().getLast())).isEqualTo(3);
    assertThat(recipients()).extracting(RecipientInfo::version).containsExactly(2, 0, 3, 4, 0, 0);
  }

  private static int version(RecipientInfo recipient) throws Exception {
    EnvelopedContent content = new EnvelopedContent(List.of(recipient), ENCRYPTED, Attributes.NONE);
    DERSequence fields = (DERSequence) content.structure();
    return ASN1Integer.getInstance(fields.getObjectAt(0)).intValueExact();
  }

  @Test
  void recipientsOfUnknownKindsAreForOthers() throws Exception {
    DERTaggedObject other =
        new DERTaggedObject(
            false,
            4,
            new DERSequence(
                new ASN1Encodable[] {new ASN1ObjectIdentifier("1.2.3"), DERNull.INSTANCE}));
    EnvelopedContent content =
        new EnvelopedContent(List.of(new RecipientInfo.Unknown(other)), ENCRYPTED, Attributes.NONE);
    EnvelopedContent read = EnvelopedContent.of(content.encode());
    assertThat(read.recipients()).containsExactly(new RecipientInfo.Unknown(other));
  }

  @Test
  @Requirement("S-50")
  void thereIsALimitToEverything() {
    List<RecipientInfo> many =
        Collections.nCopies(65, new KekRecipientInfo(OCTETS, ALGORITHM, OCTETS));
    refuses("recipients", new EnvelopedContent(many, ENCRYPTED, Attributes.NONE));
    refuses("recipients", new EnvelopedContent(List.of(), ENCRYPTED, Attributes.NONE));
    List<KeyAgreeRecipientInfo.EncryptedKey> keys =
        Collections.nCopies(65, new KeyAgreeRecipientInfo.EncryptedKey(BY_KEY, OCTETS));
    refuses(
        "recipients",
        new EnvelopedContent(
            List.of(new KeyAgreeRecipientInfo(KEYS.publicKey(), ALGORITHM, keys)),
            ENCRYPTED,
            Attributes.NONE));
    refuses(
        "signers",
        new SignedContent(
            CmsOids.DATA, OCTETS, List.of(), List.of(), Collections.nCopies(17, signer(BY_KEY))));
    List<Attribute> attributes =
        Collections.nCopies(65, Attributes.attribute(CmsOids.CONTENT_TYPE, new DERUTF8String("x")));
    refuses("attributes", new EncryptedContent(ENCRYPTED, new Attributes(attributes)));
    Content data = Content.data(OCTETS);
    refuses("attributes", new ContentWithAttributes(data, new Attributes(attributes)));
    refuses("members", new ContentCollection(Collections.nCopies(65, data)));
  }

  private static void refuses(String what, Layer layer) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Layer.of(layer.encode()))
        .withMessageContaining(what);
  }

  /** What PKCS#7 put there before CMS: a structure where the octets should be. */
  @Test
  void contentThatIsNoOctetStringIsRefused() {
    DERSequence signedData =
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(1),
              new DERSet(),
              new DERSequence(
                  new ASN1Encodable[] {
                    CmsOids.PKI_DATA, new DERTaggedObject(true, 0, new DERSequence())
                  }),
              new DERSet()
            });
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> SignedContent.of(new Content(CmsOids.SIGNED_DATA, Der.of(signedData))))
        .withMessageContaining("eContent");
  }

  /** RFC 5083 section 2.1. */
  @Test
  void otherContentThanDataNeedsAuthenticatedAttributes() throws Exception {
    AuthEnvelopedContent bare =
        new AuthEnvelopedContent(recipients(), ENCRYPTED, Attributes.NONE, OCTETS, Attributes.NONE);
    refuses("authAttrs", bare);
    EncryptedContentInfo data = new EncryptedContentInfo(CmsOids.DATA, ALGORITHM, OCTETS);
    Layer fine =
        new AuthEnvelopedContent(recipients(), data, Attributes.NONE, OCTETS, Attributes.NONE);
    assertThat(Layer.of(fine.encode())).isPresent();
  }

  @Test
  void aKeyPackageHoldsAnEncryption() throws Exception {
    Layer signed =
        new SignedContent(CmsOids.DATA, OCTETS, List.of(), List.of(), List.of(signer(BY_KEY)));
    assertThatIllegalArgumentException().isThrownBy(() -> new EncryptedKeyPackage(signed));
    EncryptedKeyPackage named =
        new EncryptedKeyPackage(new EncryptedContent(ENCRYPTED, ATTRIBUTES));
    assertThat(named.contentDecryptionKeyId()).contains(OCTETS);
    EncryptedKeyPackage silent =
        new EncryptedKeyPackage(new EncryptedContent(ENCRYPTED, Attributes.NONE));
    assertThat(silent.contentDecryptionKeyId()).isEmpty();
    EncryptedKeyPackage twice =
        new EncryptedKeyPackage(new EncryptedContent(ENCRYPTED, ATTRIBUTES.and(ATTRIBUTES)));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(twice::contentDecryptionKeyId);
  }

  @Test
  void namesOfEntitiesAreComparedByStructure() {
    assertThat(BY_NUMBER.names(CERTIFICATE)).isTrue();
    assertThat(BY_KEY.names(CERTIFICATE)).isFalse();
    assertThat(EntityIdentifier.of(CERTIFICATE)).isEqualTo(BY_NUMBER);
    assertThat(new IssuerAndSerial(new X500Name("CN=somebody"), BigInteger.valueOf(7)))
        .isEqualTo(BY_NUMBER);
    assertThat(new KeyIdentifier(OCTETS.clone())).isEqualTo(BY_KEY).hasSameHashCodeAs(BY_KEY);
    assertThat(KeyIdentifier.of(CERTIFICATE)).isEqualTo(Optional.empty());
  }
}
