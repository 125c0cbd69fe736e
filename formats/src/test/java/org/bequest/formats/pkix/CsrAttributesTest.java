package org.bequest.formats.pkix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.AttrOrOid.Attr;
import org.bequest.formats.pkix.AttrOrOid.Oid;
import org.bequest.formats.pkix.CsrAttributes.Style;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrAttributesTest {
  private static final ASN1ObjectIdentifier ECDSA_384 = X9ObjectIdentifiers.ecdsa_with_SHA384;

  private static KeyDemand curve(ASN1ObjectIdentifier oid) {
    return new KeyDemand.Of(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, oid));
  }

  private static CsrDemands demands(String resource) throws MalformedException {
    return CsrAttributes.decode(Vectors.resource(resource)).demands();
  }

  private static CsrDemands demands(AttrOrOid... entries) throws MalformedException {
    return CsrAttributes.decode(new CsrAttributes(List.of(entries)).encode()).demands();
  }

  @Test
  @Requirement({"R7030-4.5.2-3", "R8951-4-1"})
  void theExampleOfRfc7030IsReadWithItsUnknownAttributes() throws MalformedException {
    byte[] der = Vectors.resource("rfc7030/a2-csrattrs.b64");
    CsrAttributes attributes = CsrAttributes.decode(der);
    assertThat(attributes.encode()).isEqualTo(der);
    assertThat(attributes.demands().names(EstOids.CHALLENGE_PASSWORD)).isTrue();
  }

  @Test
  @Requirement({"R7030-4.5.2-7", "R9908-3.2-3"})
  void theExamplesOfRfc9908AreRead() throws MalformedException {
    CsrDemands potato = demands("rfc9908/potato-example.csrattr.b64");
    assertThat(potato.key()).isEqualTo(curve(SECObjectIdentifiers.secp521r1));
    assertThat(potato.named()).hasSize(5).contains(EstOids.CHALLENGE_PASSWORD);
    assertThat(demands("rfc9908/harkins01.csrattr.b64").key()).isEqualTo(new KeyDemand.Rsa(4096));
    assertThat(demands("rfc9908/rfc7030-example01.csrattr.b64").key())
        .isEqualTo(curve(SECObjectIdentifiers.secp384r1));
    CsrDemands acp = demands("rfc9908/realistic-acp.csrattr.b64");
    assertThat(acp.extensions()).hasSize(1);
    assertThat(acp.extensions().getFirst().id()).isEqualTo(Extension.subjectAlternativeName);
    assertThat(acp.extensions().getFirst().critical()).isTrue();
    assertThat(acp.extensions().getFirst().isPartial()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harkins01",
        "harkins02",
        "harkins03",
        "potato-example",
        "realistic-acp",
        "rfc7030-example01"
      })
  void theExamplesAreWrittenAgainOctetByOctet(String name) throws MalformedException {
    byte[] der = Vectors.resource("rfc9908/" + name + ".csrattr.b64");
    assertThat(CsrAttributes.decode(der).encode()).isEqualTo(der);
  }

  /** A second hand printed them from the RFC as we did. */
  @Test
  @Requirement("R9908-5")
  void theExamplesAreThoseOfAnotherProject() throws MalformedException {
    assertThat(Vectors.shared("rfc9908-csrattrs-example-1"))
        .isEqualTo(Vectors.resource("rfc9908/realistic-acp.csrattr.b64"));
    assertThat(Vectors.shared("rfc9908-csrattrs-example-2"))
        .isEqualTo(Vectors.resource("rfc9908/rfc7030-example01.csrattr.b64"));
    assertThat(Vectors.shared("rfc9908-csrattrs-example-3"))
        .isEqualTo(Vectors.resource("rfc9908/harkins03.csrattr.b64"))
        .isEqualTo(Vectors.resource("rfc9908/potato-example.csrattr.b64"));
    WantedExtension names =
        CsrAttributes.decode(Vectors.shared("rfc9908-csrattrs-example-1"))
            .demands()
            .extensions()
            .getFirst();
    assertThat(names.id()).isEqualTo(Extension.subjectAlternativeName);
    assertThat(names.critical()).isTrue();
    CsrDemands large = CsrAttributes.decode(Vectors.shared("rfc9908-csrattrs-example-3")).demands();
    assertThat(large.key()).isEqualTo(curve(SECObjectIdentifiers.secp521r1));
    assertThat(large.named())
        .hasSize(5)
        .contains(EstOids.CHALLENGE_PASSWORD, X9ObjectIdentifiers.ecdsa_with_SHA512);
  }

  @Test
  @Requirement("R9908-5")
  void theMistakenExampleOfRfc8951IsReadLeniently() throws MalformedException {
    CsrDemands demands = CsrAttributes.decode(Vectors.shared("rfc8951-csrattrs")).demands();
    assertThat(demands.key()).isEqualTo(curve(SECObjectIdentifiers.secp384r1));
    assertThat(demands.extensions()).isEmpty();
    assertThat(demands.named()).contains(new ASN1ObjectIdentifier("1.3.6.1.1.1.1.22"), ECDSA_384);
  }

  @Test
  @Requirement("R7030-4.5.2-4")
  void nothingIsWrittenInTwoOctets() throws MalformedException {
    assertThat(new CsrAttributes(List.of()).encode()).isEqualTo(new byte[] {0x30, 0});
    assertThat(CsrAttributes.decode(new byte[] {0x30, 0}).demands()).isEqualTo(CsrDemands.NONE);
  }

  @Test
  void sloppyWaysToAskForAnExtensionMeanTheSame() throws MalformedException {
    byte[] usage = HexFormat.of().parseHex("030205a0");
    Extension extension = new Extension(Extension.keyUsage, true, usage);
    WantedExtension wanted = new WantedExtension(Extension.keyUsage, true, usage);
    ASN1ObjectIdentifier request = EstOids.EXTENSION_REQUEST;
    assertThat(demands(new Attr(request, new DERSequence(extension))).extensions())
        .containsExactly(wanted);
    assertThat(demands(new Attr(request, extension)).extensions()).containsExactly(wanted);
    assertThat(demands(new Attr(request, List.of(extension, extension))).extensions())
        .containsExactly(wanted, wanted);
    byte[] bare = HexFormat.of().parseHex("3010300e0603551d0f0101ff0404030205a0");
    assertThat(CsrAttributes.decode(bare).demands().extensions()).containsExactly(wanted);
    WantedExtension uncritical = new WantedExtension(Extension.keyUsage, false, usage);
    assertThat(demands(new Attr(Extension.keyUsage, new DEROctetString(usage))).extensions())
        .containsExactly(uncritical);
    assertThat(demands(new Oid(Extension.keyUsage)).extensions())
        .containsExactly(WantedExtension.open(Extension.keyUsage));
    assertThat(demands(new Oid(request)).named()).containsExactly(request);
  }

  @Test
  @Requirement("R9908-3.2-3")
  void sloppyWaysToAskForAKeyMeanTheSame() throws MalformedException {
    assertThat(demands(new Oid(SECObjectIdentifiers.secp384r1)).key())
        .isEqualTo(curve(SECObjectIdentifiers.secp384r1));
    KeyDemand anyCurve =
        new KeyDemand.Of(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey));
    assertThat(demands(new Oid(X9ObjectIdentifiers.id_ecPublicKey)).key()).isEqualTo(anyCurve);
    assertThat(demands(new Attr(X9ObjectIdentifiers.id_ecPublicKey, List.of())).key())
        .isEqualTo(anyCurve);
    assertThat(demands(new Oid(PKCSObjectIdentifiers.rsaEncryption)).key())
        .isEqualTo(new KeyDemand.Rsa(0));
    assertThat(demands(new Attr(PKCSObjectIdentifiers.rsaEncryption, new ASN1Integer(-1))).key())
        .isEqualTo(new KeyDemand.Rsa(0));
    ASN1ObjectIdentifier mlDsa65 = new ASN1ObjectIdentifier("2.16.840.1.101.3.4.3.18");
    assertThat(demands(new Oid(mlDsa65)).key())
        .isEqualTo(new KeyDemand.Of(new AlgorithmIdentifier(mlDsa65)));
  }

  /** The example at the end of RFC 9908 section 3.4. */
  private static CsrDemands example() {
    byte[] names = HexFormat.of().parseHex("3014820e7777772e6d792e6578616d706c65" + "87008200");
    return new CsrDemands(
        List.of(
            List.of(new WantedName(BCStyle.CN, null)),
            List.of(new WantedName(BCStyle.OU, new DERUTF8String("myDept"))),
            List.of(new WantedName(BCStyle.OU, new DERUTF8String("myGroup")))),
        curve(SECObjectIdentifiers.secp256r1),
        List.of(
            new WantedExtension(Extension.subjectAlternativeName, false, names),
            new WantedExtension(Extension.keyUsage, true, HexFormat.of().parseHex("03020388")),
            WantedExtension.open(Extension.extendedKeyUsage)),
        Set.of(EstOids.CHALLENGE_PASSWORD));
  }

  @ParameterizedTest
  @EnumSource(
      value = Style.class,
      names = {"TEMPLATE", "BOTH"})
  @Requirement({"R9908-3.4-1", "R9908-3.4-2", "R9908-3.4-3", "R9908-4-1", "R9908-4-2"})
  void aTemplateSaysEverything(Style style) throws MalformedException {
    CsrDemands demands = example();
    byte[] der = CsrAttributes.of(demands, style).encode();
    assertThat(CsrAttributes.decode(der).encode()).isEqualTo(der);
    CsrDemands read = CsrAttributes.decode(der).demands();
    assertThat(read).isEqualTo(demands);
    assertThat(read.extensions())
        .extracting(WantedExtension::isPartial)
        .containsExactly(true, false, true);
  }

  @Test
  @Requirement("R9908-3.4-5")
  void onlyPartialExtensionsUseTheTemplateOfExtensions() {
    String partial = HexFormat.of().formatHex(CsrAttributes.of(example(), Style.TEMPLATE).encode());
    String reqTemplate = "060b2a864886f70d010910023e";
    String extensionRequest = "06092a864886f70d01090e";
    assertThat(partial).contains(reqTemplate).doesNotContain(extensionRequest);
    CsrDemands whole =
        new CsrDemands(
            List.of(), new KeyDemand.Any(), example().extensions().subList(1, 2), Set.of());
    String text = HexFormat.of().formatHex(CsrAttributes.of(whole, Style.TEMPLATE).encode());
    assertThat(text).contains(extensionRequest).doesNotContain(reqTemplate);
  }

  @Test
  @Requirement("R9908-3.4-4")
  void theSizeOfAnRsaKeyIsAPlaceholderOfThatSize() throws MalformedException {
    for (Style style : Style.values()) {
      CsrDemands wanted = new CsrDemands(List.of(), new KeyDemand.Rsa(3072), List.of(), Set.of());
      byte[] der = CsrAttributes.of(wanted, style).encode();
      assertThat(CsrAttributes.decode(der).demands()).isEqualTo(wanted);
    }
  }

  @Test
  @Requirement({"R9908-3.2-1", "R9908-3.2-2"})
  void theListHasOneExtensionRequestWithOneValueAndNoHalfThings() throws MalformedException {
    CsrAttributes list = CsrAttributes.of(example(), Style.LIST);
    List<Attr> requests =
        list.entries().stream()
            .filter(e -> e instanceof Attr a && a.type().equals(EstOids.EXTENSION_REQUEST))
            .map(Attr.class::cast)
            .toList();
    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst().values()).hasSize(1);
    assertThat(list.demands().extensions())
        .extracting(WantedExtension::id)
        .containsExactly(Extension.keyUsage);
  }

  @Test
  void aLoneExtensionTemplateIsUnderstood() throws MalformedException {
    DERSequence lone = new DERSequence(new ASN1Encodable[] {Extension.keyUsage, ASN1Boolean.TRUE});
    ASN1Encodable attribute = new Attr(EstOids.EXTENSION_REQ_TEMPLATE, lone).structure();
    ASN1Encodable attributes =
        new DERTaggedObject(false, 1, new org.bouncycastle.asn1.DERSet(attribute));
    DERSequence template = new DERSequence(new ASN1Encodable[] {new ASN1Integer(0), attributes});
    assertThat(
            demands(new Attr(EstOids.CERTIFICATION_REQUEST_INFO_TEMPLATE, template)).extensions())
        .containsExactly(new WantedExtension(Extension.keyUsage, true, null));
  }

  @Test
  @Requirement({"S-50", "R7030-6-6"})
  void damageNeverEscapes() throws MalformedException {
    Damage.Reader reader =
        der -> {
          CsrDemands demands = CsrAttributes.decode(der).demands();
          demands.extensions().forEach(WantedExtension::isPartial);
        };
    assertThat(Damage.everywhere(CsrAttributes.of(example(), Style.BOTH).encode(), reader))
        .isPositive();
    assertThat(Damage.everywhere(Vectors.resource("rfc7030/a2-csrattrs.b64"), reader)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3001", "0500", "30023000", "30040500aaaa", "300206", "3003020101"})
  void whatIsNoListIsMalformed(String hex) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> CsrAttributes.decode(HexFormat.of().parseHex(hex)));
  }
}
