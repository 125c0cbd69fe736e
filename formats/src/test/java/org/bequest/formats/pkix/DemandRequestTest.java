package org.bequest.formats.pkix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.OpenSsl;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.pkix.AttrOrOid.Attr;
import org.bequest.formats.pkix.CsrAttributes.Style;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** The request to be completed of RFC 8295 appendix B. */
class DemandRequestTest {
  private static final KeyDemand P384 =
      new KeyDemand.Of(
          new AlgorithmIdentifier(
              X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp384r1));

  private static CsrDemands demands(KeyDemand key) {
    byte[] names = HexFormat.of().parseHex("3012" + "820c676174652e6578616d706c65" + "87008200");
    names[1] = (byte) (names.length - 2);
    return new CsrDemands(
        List.of(
            List.of(new WantedName(BCStyle.CN, null)),
            List.of(new WantedName(BCStyle.OU, new DERUTF8String("Plant 7")))),
        key,
        List.of(
            new WantedExtension(Extension.subjectAlternativeName, false, names),
            new WantedExtension(Extension.keyUsage, true, HexFormat.of().parseHex("03020780")),
            WantedExtension.open(Extension.extendedKeyUsage)),
        Set.of(EstOids.CHALLENGE_PASSWORD, X9ObjectIdentifiers.ecdsa_with_SHA384),
        List.of(
            new WantedAttribute(
                PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
                List.of(new DERUTF8String("seven")))));
  }

  private static byte[] encoded(CsrDemands demands) {
    return CsrAttributes.of(demands, Style.APPENDIX_B).encode();
  }

  @Test
  void saysEverythingAndIsReadAsItWasSaid() throws MalformedException {
    for (KeyDemand key : List.of(P384, new KeyDemand.Rsa(3072), new KeyDemand.Rsa(0))) {
      CsrDemands wanted = demands(key);
      assertThat(CsrAttributes.decode(encoded(wanted)).demands()).isEqualTo(wanted);
    }
  }

  @Test
  void aRequestNamesItsKeySoThatAnyKeyCannotBeSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoded(demands(new KeyDemand.Any())))
        .withMessageContaining("kind of key");
  }

  @Test
  void whatPeersReadIsAPkiDataOfOneFieldInAPkcs7Pdu() throws IOException {
    String text = OpenSsl.run(encoded(demands(P384)), "asn1parse", "-inform", "DER");
    assertThat(text)
        .containsSubsequence(
            "1.2.840.113549.1.9.25.5",
            "id-cct-PKIData",
            "id-ecPublicKey",
            "secp384r1",
            "Extension Request",
            "ecdsa-with-SHA384",
            "challengePassword");
  }

  @Test
  void thePkiDataOfRfc5272AndASignedOneAreUnderstood() throws MalformedException {
    CsrDemands wanted = demands(P384);
    ASN1Sequence pkiData = pkiData(wanted);
    ASN1Sequence none = new DERSequence();
    ASN1EncodableVector full = new ASN1EncodableVector();
    full.add(none);
    full.add(pkiData.getObjectAt(0));
    full.add(none);
    full.add(none);
    assertThat(read(frame("1.3.6.1.5.5.7.12.2", new DERSequence(full)))).isEqualTo(unnamed(wanted));
    assertThat(read(frame(CMSObjectIdentifiers.signedData.getId(), signed(pkiData))))
        .isEqualTo(unnamed(wanted));
  }

  /** What is named beside the request was left out by hand. */
  private static CsrDemands unnamed(CsrDemands wanted) {
    return new CsrDemands(
        wanted.subject(),
        wanted.key(),
        wanted.extensions(),
        Set.of(X9ObjectIdentifiers.ecdsa_with_SHA384),
        wanted.attributes());
  }

  private static ASN1Sequence pkiData(CsrDemands wanted) {
    Attr attribute = (Attr) CsrAttributes.of(wanted, Style.APPENDIX_B).entries().getFirst();
    ASN1Sequence contentInfo = ASN1Sequence.getInstance(attribute.values().getFirst());
    return ASN1Sequence.getInstance((ASN1TaggedObject) contentInfo.getObjectAt(1), true);
  }

  private static ASN1Sequence signed(ASN1Sequence pkiData) {
    ASN1EncodableVector content = new ASN1EncodableVector();
    content.add(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.12.2"));
    content.add(new DERTaggedObject(true, 0, new DEROctetString(Der.of(pkiData))));
    ASN1EncodableVector signed = new ASN1EncodableVector();
    signed.add(new ASN1Integer(3));
    signed.add(new DERSet());
    signed.add(new DERSequence(content));
    signed.add(new DERSet());
    return new DERSequence(signed);
  }

  private static CsrAttributes frame(String type, ASN1Encodable content) {
    ASN1EncodableVector contentInfo = new ASN1EncodableVector();
    contentInfo.add(new ASN1ObjectIdentifier(type));
    contentInfo.add(new DERTaggedObject(true, 0, content));
    return new CsrAttributes(List.of(new Attr(EstOids.PKCS7_PDU, new DERSequence(contentInfo))));
  }

  private static CsrDemands read(CsrAttributes attributes) throws MalformedException {
    return CsrAttributes.decode(attributes.encode()).demands();
  }

  @Test
  void aRequestOfCrmfIsUnderstood() throws MalformedException {
    ASN1EncodableVector template = new ASN1EncodableVector();
    template.add(new DERTaggedObject(true, 5, OpenNames.write(demands(P384).subject())));
    template.add(new DERTaggedObject(false, 6, PlaceholderKey.write(P384).orElseThrow()));
    template.add(
        new DERTaggedObject(
            false, 9, ExtensionTemplates.write(demands(P384).extensions().subList(1, 2))));
    ASN1EncodableVector request = new ASN1EncodableVector();
    request.add(new ASN1Integer(0));
    request.add(new DERSequence(template));
    ASN1Sequence message = new DERSequence(new DERSequence(request));
    ASN1Sequence requests = new DERSequence(new DERTaggedObject(false, 1, message));
    CsrDemands read = read(frame("1.3.6.1.5.5.7.12.2", new DERSequence(requests)));
    assertThat(read.subject()).isEqualTo(demands(P384).subject());
    assertThat(read.key()).isEqualTo(P384);
    assertThat(read.extensions()).isEqualTo(demands(P384).extensions().subList(1, 2));
  }

  @Test
  @Requirement("R9908-4-2")
  void theTemplateOfRfc9908CountsBeforeIt() throws MalformedException {
    CsrDemands rsa = new CsrDemands(List.of(), new KeyDemand.Rsa(4096), List.of(), Set.of());
    List<AttrOrOid> both =
        new ArrayList<>(CsrAttributes.of(demands(P384), Style.APPENDIX_B).entries());
    both.addAll(CsrAttributes.of(rsa, Style.TEMPLATE).entries());
    assertThat(new CsrAttributes(both).demands()).isEqualTo(rsa);
  }

  @Test
  @Requirement({"S-50", "R7030-6-6"})
  void damageNeverEscapes() {
    int refused =
        Damage.everywhere(encoded(demands(P384)), octets -> CsrAttributes.decode(octets).demands());
    assertThat(refused).isGreaterThan(100);
  }
}
