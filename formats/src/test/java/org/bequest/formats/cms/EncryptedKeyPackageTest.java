package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.junit.jupiter.api.Test;

/** RFC 6032, by structures that the library builds from its grammar. */
class EncryptedKeyPackageTest {
  private static final ASN1ObjectIdentifier KEY_PACKAGE =
      new ASN1ObjectIdentifier("2.16.840.1.101.2.1.2.78.2");
  private static final ASN1ObjectIdentifier KEY_ID =
      new ASN1ObjectIdentifier("2.16.840.1.101.2.1.5.66");
  private static final DEROctetString OCTETS = new DEROctetString(new byte[] {9, 8, 7});

  private static DERTaggedObject implicit(int tag, ASN1Encodable value) {
    return new DERTaggedObject(false, tag, value);
  }

  private static DERSequence algorithm(String oid) {
    return new DERSequence(new ASN1ObjectIdentifier(oid));
  }

  private static DERSequence ciphertext() {
    return new DERSequence(
        new ASN1Encodable[] {
          new ASN1ObjectIdentifier("1.2.840.113549.1.7.2"),
          algorithm("2.16.840.1.101.3.4.1.48"),
          implicit(0, OCTETS)
        });
  }

  private static DERSequence encrypted(ASN1Encodable... attributes) {
    return new DERSequence(
        new ASN1Encodable[] {
          new ASN1Integer(2), ciphertext(), implicit(1, new DERSet(attributes))
        });
  }

  private static DERSequence enveloped() {
    DERSequence kek =
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(4),
              new DERSequence(OCTETS),
              algorithm("2.16.840.1.101.3.4.1.45"),
              OCTETS
            });
    return new DERSequence(
        new ASN1Encodable[] {new ASN1Integer(2), new DERSet(implicit(2, kek)), ciphertext()});
  }

  private static byte[] message(ASN1Encodable choice) {
    return Der.of(
        new DERSequence(new ASN1Encodable[] {KEY_PACKAGE, new DERTaggedObject(true, 0, choice)}));
  }

  private static DERSequence named(ASN1Encodable... values) {
    return encrypted(new Attribute(KEY_ID, new DERSet(values)));
  }

  @Test
  @Requirement({"R6032-2-1", "R6032-3-2"})
  void anEncryptedDataHasNoTagAndNamesItsKey() throws Exception {
    byte[] message = message(named(OCTETS));
    EncryptedKeyPackage read = EncryptedKeyPackage.decode(message);
    assertThat(read.layer()).isInstanceOf(EncryptedContent.class);
    assertThat(read.contentDecryptionKeyId()).contains(OCTETS.getOctets());
    assertThat(read.encode().encode()).isEqualTo(message);
  }

  /** Two A0 in a row: the tag of content, and that of the choice. */
  @Test
  @Requirement("R6032-2-1")
  void anEnvelopedDataIsTheFirstChoice() throws Exception {
    byte[] message = message(implicit(0, enveloped()));
    assertThat(message[14]).isEqualTo((byte) 0xa0);
    assertThat(message[16]).isEqualTo((byte) 0xa0);
    EncryptedKeyPackage read = EncryptedKeyPackage.decode(message);
    assertThat(read.layer()).isInstanceOf(EnvelopedContent.class);
    assertThat(read.encode().encode()).isEqualTo(message);
  }

  @Test
  @Requirement("R6032-2-1")
  void anAuthEnvelopedDataIsTheSecond() throws Exception {
    DERSequence plain = enveloped();
    Attribute type = new Attribute(CmsOids.CONTENT_TYPE, new DERSet(CmsOids.SIGNED_DATA));
    DERSequence authenticated =
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(0),
              plain.getObjectAt(1),
              plain.getObjectAt(2),
              implicit(1, new DERSet(type)),
              OCTETS
            });
    byte[] message = message(implicit(1, authenticated));
    EncryptedKeyPackage read = EncryptedKeyPackage.decode(message);
    assertThat(read.layer()).isInstanceOf(AuthEnvelopedContent.class);
    assertThat(read.encode().encode()).isEqualTo(message);
  }

  @Test
  void anotherChoiceIsRefused() {
    for (ASN1Encodable choice :
        List.of(implicit(2, enveloped()), enveloped(), OCTETS, implicit(0, OCTETS))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> EncryptedKeyPackage.decode(message(choice)));
    }
  }

  @Test
  @Requirement("R6032-3-1")
  void theKeyIsNamedOnceAndByOneValue() {
    Attribute name = new Attribute(KEY_ID, new DERSet(OCTETS));
    Attribute other = new Attribute(KEY_ID, new DERSet(new DEROctetString(new byte[] {1})));
    for (ASN1Encodable wrong :
        List.of(
            encrypted(name, other),
            named(OCTETS, new DEROctetString(new byte[] {1})),
            named(),
            named(new ASN1Integer(7)))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> EncryptedKeyPackage.decode(message(wrong)).contentDecryptionKeyId());
    }
  }
}
