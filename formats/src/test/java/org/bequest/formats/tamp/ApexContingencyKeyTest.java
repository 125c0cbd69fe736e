package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.bequest.formats.tamp.Hand.KEY;
import static org.bequest.formats.tamp.Hand.KEY_ID;
import static org.bequest.formats.tamp.Hand.tlv;

import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The extension with a contingency key, and the attribute with the key that opens it. */
class ApexContingencyKeyTest {
  private static final ApexContingencyKey WRAPPED =
      ApexContingencyKey.of(
          new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.4")), Octets.of(new byte[] {8, 9}));

  /** A TrustAnchorInfo with this extension in its exts. */
  private static String anchor(String critical, String value) {
    String extension = tlv("30", "06082b06010505070114", critical, tlv("04", value));
    return tlv("a2", tlv("30", KEY, KEY_ID, tlv("a1", tlv("30", extension))));
  }

  @Test
  @Requirement({"R5934-9-1", "R5934-9-2", "R5934-1.2.1-1"})
  void theExtensionHasBothFieldsOrNone() throws MalformedException {
    byte[] both = Hand.octets(tlv("30", tlv("30", "06022a04"), "04020809"));
    assertThat(ApexContingencyKey.decode(both)).isEqualTo(WRAPPED);
    assertThat(WRAPPED.encode()).isEqualTo(both);
    byte[] none = Hand.octets("3000");
    assertThat(ApexContingencyKey.decode(none)).isEqualTo(ApexContingencyKey.none());
    assertThat(ApexContingencyKey.none().encode()).isEqualTo(none);
    byte[] unsorted = Hand.octets("300f300b060300860a3104a20004000400");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ApexContingencyKey.decode(unsorted))
        .withMessageContaining("not DER");
    Damage.everyTruncationIsRefused(both, ApexContingencyKey::decode);
    assertThat(Damage.everywhere(both, ApexContingencyKey::decode)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3006300406022a04", "300404020809", "300a300406022a0402020809", "0500", "3080"})
  @Requirement("R5934-9-2")
  void oneFieldAloneIsRefused(String hex) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ApexContingencyKey.decode(Hand.octets(hex)));
  }

  @Test
  @Requirement({"R5934-9-1", "R5934-4.5-8"})
  void anApexBearsIt() throws MalformedException {
    TrustAnchorChoice apex = TrustAnchorChoice.decode(Hand.octets(anchor("0101ff", "3000")));
    assertThat(ApexContingencyKey.of(apex)).contains(ApexContingencyKey.none());
    TrustAnchorChoice plain = TrustAnchorChoice.decode(Hand.octets(Hand.ANCHOR));
    assertThat(ApexContingencyKey.of(plain)).isEmpty();
    Extension critical = WRAPPED.toExtension(true);
    assertThat(critical.getExtnId().getId()).isEqualTo("1.3.6.1.5.5.7.1.20");
    assertThat(critical.isCritical()).isTrue();
    assertThat(WRAPPED.toExtension(false).isCritical()).isFalse();
    String message = tlv("30", Hand.reference(7), "010100", "010100", anchor("", "3000"));
    TampApexUpdate update =
        (TampApexUpdate)
            TampMessage.decode(
                new Content(TampMessageType.APEX_UPDATE.identifier(), Hand.octets(message)));
    assertThat(ApexContingencyKey.of(update.apexTa())).contains(ApexContingencyKey.none());
  }

  @Test
  @Requirement("R5934-9-3")
  void itOccursOnce() {
    String extension = tlv("30", "06082b06010505070114", tlv("04", "3000"));
    String twice = tlv("a2", tlv("30", KEY, KEY_ID, tlv("a1", tlv("30", extension, extension))));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> TrustAnchorChoice.decode(Hand.octets(twice)));
  }

  /** It is read, because the answer is a status code for that entry, and the others go on. */
  @Test
  @Requirement("R5934-4.3-10")
  void anAddedAnchorThatSaysItIsAnApexIsNoticed() throws MalformedException {
    String adds = tlv("30", tlv("a1", anchor("", "3000")), tlv("a1", Hand.ANCHOR));
    TampUpdate update =
        (TampUpdate)
            TampMessage.decode(
                new Content(
                    TampMessageType.UPDATE.identifier(),
                    Hand.octets(tlv("30", Hand.reference(7), adds))));
    assertThat(update.updates())
        .extracting(entry -> ((TrustAnchorUpdate.Add) entry).claimsApex())
        .containsExactly(true, false);
  }

  @Test
  @Requirement("R5934-2.2.4.1-1")
  void theKeyThatOpensItIsAnUnsignedAttribute() throws MalformedException {
    ContingencyDecryptKey key = new ContingencyDecryptKey(Octets.of(new byte[] {1, 2, 3}));
    Attribute attribute = key.toAttribute();
    byte[] expected = Hand.octets(tlv("30", "060960864801650201053f", "3105" + "0403010203"));
    assertThat(Der.of(attribute)).isEqualTo(expected);
    assertThat(ContingencyDecryptKey.in(Attributes.of(attribute))).contains(key);
    assertThat(ContingencyDecryptKey.in(Attributes.NONE)).isEmpty();
  }

  @Test
  @Requirement("R5934-2.2.4.1-1")
  void theAttributeHasOneValueAndComesOnce() {
    ASN1ObjectIdentifier type = TampOids.CONTINGENCY_PUBLIC_KEY_DECRYPT_KEY;
    DEROctetString octets = new DEROctetString(new byte[] {1});
    Attribute good = new Attribute(type, new DERSet(octets));
    Attribute two = new Attribute(type, new DERSet(new ASN1Encodable[] {octets, octets}));
    Attribute number = new Attribute(type, new DERSet(new ASN1Integer(1)));
    for (Attributes attributes :
        List.of(Attributes.of(two), Attributes.of(good, good), Attributes.of(number))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> ContingencyDecryptKey.in(attributes));
    }
  }
}
