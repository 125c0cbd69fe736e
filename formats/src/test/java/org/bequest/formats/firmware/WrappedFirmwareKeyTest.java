package org.bequest.formats.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.KekRecipientInfo;
import org.bequest.formats.cms.KeyTransRecipientInfo;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Bouncy Castle's EnvelopedData, which knows that the ciphertext may lie elsewhere. */
class WrappedFirmwareKeyTest {
  private static final AlgorithmIdentifier AES =
      new AlgorithmIdentifier(
          NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]));
  private static final RecipientInfo RECIPIENT =
      new KekRecipientInfo(
          new byte[] {7},
          new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap),
          new byte[40]);
  private static final WrappedFirmwareKey KEY =
      WrappedFirmwareKey.of(List.of(RECIPIENT), CmsOids.COMPRESSED_DATA, AES);

  private static WrappedFirmwareKey read(byte[] der) throws MalformedException {
    return WrappedFirmwareKey.decode(Asn1.der(der, new Limits(1 << 16, 20, 1000)));
  }

  @Test
  @Requirement({"R4108-2.3.1-1", "R4108-2.3.1-7", "R4108-2.3.1-4"})
  void itIsAnEnvelopedDataWithoutCiphertext() throws MalformedException {
    EnvelopedData judge = EnvelopedData.getInstance(Der.of(KEY.toAsn1()));
    EncryptedContentInfo info = judge.getEncryptedContentInfo();
    assertThat(info.getEncryptedContent()).isNull();
    assertThat(info.getContentType()).isEqualTo(CmsOids.COMPRESSED_DATA);
    assertThat(info.getContentEncryptionAlgorithm()).isEqualTo(AES);
    assertThat(judge.getUnprotectedAttrs()).isNull();
    assertThat(judge.getOriginatorInfo()).isNull();
    assertThat(judge.getVersion()).isEqualTo(new ASN1Integer(2));
    assertThat(judge.getRecipientInfos().size()).isEqualTo(1);
    assertThat(read(Der.of(judge)).toAsn1()).isEqualTo(KEY.toAsn1());
  }

  @Test
  void aKeyForKeyTransportAloneHasVersionZero() {
    RecipientInfo transport =
        new KeyTransRecipientInfo(new KeyIdentifier(new byte[] {1}), AES, new byte[] {2});
    WrappedFirmwareKey key = WrappedFirmwareKey.of(List.of(transport), CmsOids.DATA, AES);
    int version = transport.version() == 0 ? 0 : 2;
    assertThat(EnvelopedData.getInstance(key.toAsn1()).getVersion())
        .isEqualTo(new ASN1Integer(version));
  }

  @Test
  @Requirement({"R4108-2.3-1", "R4108-2.1.2.1-8"})
  void itIsTheOnlyUnsignedAttribute() throws MalformedException {
    assertThat(WrappedFirmwareKey.of(Attributes.NONE)).isEmpty();
    assertThat(
            WrappedFirmwareKey.of(Attributes.of(KEY.toAttribute())).map(WrappedFirmwareKey::toAsn1))
        .contains(KEY.toAsn1());
    Attribute other = Attributes.attribute(new ASN1ObjectIdentifier("2.999.1"), AES);
    Attribute twice =
        new Attribute(
            FirmwareOids.WRAPPED_KEY, new DERSet(new ASN1Encodable[] {KEY.toAsn1(), AES}));
    for (Attributes bad :
        List.of(
            Attributes.of(other),
            Attributes.of(KEY.toAttribute(), other),
            Attributes.of(twice),
            Attributes.of(KEY.toAttribute(), KEY.toAttribute()),
            Attributes.of(new Attribute(FirmwareOids.WRAPPED_KEY, new DERSet())))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> WrappedFirmwareKey.of(bad))
          .withMessageContaining("ttr");
    }
  }

  @Test
  @Requirement({"R4108-2.3.1-5", "R4108-2.3.1-6"})
  void itSaysExactlyWhatTheCiphertextSays() {
    assertThat(KEY.isAbout(CmsOids.COMPRESSED_DATA, AES)).isTrue();
    assertThat(KEY.isAbout(CmsOids.FIRMWARE_PACKAGE, AES)).isFalse();
    byte[] iv = new byte[16];
    iv[0] = 1;
    AlgorithmIdentifier other = new AlgorithmIdentifier(AES.getAlgorithm(), new DEROctetString(iv));
    assertThat(KEY.isAbout(CmsOids.COMPRESSED_DATA, other)).isFalse();
  }

  @Test
  @Requirement("R4108-2.3.1-7")
  void aCiphertextIsRefused() {
    byte[] whole = KEY.around(new byte[] {1, 2}).encode().octets();
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(whole))
        .withMessageContaining("encryptedContentInfo");
  }

  @Test
  @Requirement("R4108-2.3.1-4")
  void unprotectedAttributesAreRefused() {
    DERTaggedObject attributes = new DERTaggedObject(false, 1, new DERSet(KEY.toAttribute()));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(Der.of(with(Optional.empty(), Optional.of(attributes)))));
  }

  private static DERSequence with(
      Optional<ASN1Encodable> originator, Optional<ASN1Encodable> attributes) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(2));
    originator.ifPresent(fields::add);
    fields.add(KEY.toAsn1().getObjectAt(1));
    fields.add(KEY.toAsn1().getObjectAt(2));
    attributes.ifPresent(fields::add);
    return new DERSequence(fields);
  }

  private static DERTaggedObject originator(ASN1Encodable certificate) {
    DERTaggedObject certificates = new DERTaggedObject(false, 0, new DERSet(certificate));
    return new DERTaggedObject(false, 0, new DERSequence(certificates));
  }

  /** extendedCertificate, v1AttrCert, v2AttrCert. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  @Requirement("R4108-2.3.1-3")
  void oldKindsOfCertificatesOfTheOriginatorAreRefused(int kind) {
    ASN1Encodable certificate = new DERTaggedObject(false, kind, new DERSequence());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(
            () -> read(Der.of(with(Optional.of(originator(certificate)), Optional.empty()))))
        .withMessageContaining("/originatorInfo/certs");
  }

  @Test
  void anOriginatorIsKept() throws MalformedException {
    DERSequence fields = with(Optional.of(originator(new DERSequence())), Optional.empty());
    WrappedFirmwareKey read = read(Der.of(fields));
    assertThat(read.originator()).isPresent();
    assertThat(Der.of(read.toAsn1())).isEqualTo(Der.of(fields));
  }

  @Test
  void whatNobodyCanUnwrapIsNoWrappedKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WrappedFirmwareKey.of(List.of(), CmsOids.DATA, AES));
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapesAndCutsAreRefused() {
    byte[] der = Der.of(KEY.toAsn1());
    Damage.everyTruncationIsRefused(der, WrappedFirmwareKeyTest::read);
    assertThat(Damage.everywhere(der, WrappedFirmwareKeyTest::read)).isPositive();
  }
}
