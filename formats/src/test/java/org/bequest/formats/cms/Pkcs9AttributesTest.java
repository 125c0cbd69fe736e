package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;

import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.junit.jupiter.api.Test;

/** The attributes of RFC 2985, all in one set. */
class Pkcs9AttributesTest {
  private static final ASN1ObjectIdentifier PKCS9 = new ASN1ObjectIdentifier("1.2.840.113549.1.9");
  private static final ASN1ObjectIdentifier USER_PKCS12 =
      new ASN1ObjectIdentifier("2.16.840.1.113730.3.1.216");
  private static final ASN1ObjectIdentifier DATE_OF_BIRTH =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.9.1");

  private static Attributes vector() throws MalformedException {
    byte[] encoded = Vectors.shared("rfc2985-pkcs9-attribute-set");
    ASN1Set set = ASN1Set.getInstance(Asn1.ber(encoded, CmsLimits.STANDARD.structure()));
    return Attributes.decode(set, set.size(), "/attributes", CmsLimits.STANDARD);
  }

  private static ASN1Encodable value(ASN1ObjectIdentifier type) throws MalformedException {
    return vector().single(type).orElseThrow();
  }

  @Test
  void eachOfTheSixteenHasOneValue() throws Exception {
    assertThat(vector().attributes())
        .hasSize(16)
        .allSatisfy(attribute -> assertThat(attribute.getAttrValues().size()).isOne());
    assertThat(vector().attributes())
        .extracting(attribute -> attribute.getAttrType())
        .contains(PKCS9.branch("25.2"), PKCS9.branch("25.3"), PKCS9.branch("25.4"));
  }

  @Test
  void valuesThatAreStructuresAreReadAsSuch() throws Exception {
    Content message = Content.of(value(PKCS9.branch("25.5")));
    assertThat(message.is(CmsOids.SIGNED_DATA)).isTrue();
    assertThat(SignedContent.of(message).signers()).isNotNull();
    assertThat(Pfx.getInstance(value(USER_PKCS12)).getMacData()).isNotNull();
    assertThat(Der.of(value(PKCSObjectIdentifiers.pkcs_9_at_friendlyName)))
        .isEqualTo(Der.of(new DERBMPString("Friendly Name")));
    assertThat(ASN1GeneralizedTime.getInstance(value(DATE_OF_BIRTH)).getTimeString())
        .isEqualTo("20190803120000Z");
  }
}
