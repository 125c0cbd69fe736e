package org.bequest.formats.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.Content;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.Test;

class PackageIdAndReceiptRequestTest {
  private static final PackageId ID = PackageId.of(new byte[] {1, 2, 3, 4});
  private static final SirEntityName SERVER = SirEntityName.of(new X500Name("CN=server"));
  private static final SirEntityName DEVICE = SirEntityName.of(new X500Name("CN=device"));
  private static final SirEntityName STRANGE =
      new SirEntityName(new ASN1ObjectIdentifier("2.999.1"), new DEROctetString(new byte[] {7}));

  private static PackageIdAndReceiptRequest named(ReceiptRequest request) {
    return new PackageIdAndReceiptRequest(ID, Optional.of(request));
  }

  private static PackageIdAndReceiptRequest again(PackageIdAndReceiptRequest attribute)
      throws MalformedException {
    byte[] der = Der.of(attribute.toAttribute().getAttrValues().getObjectAt(0));
    return PackageIdAndReceiptRequest.decode(Asn1.der(der, new Limits(4096, 16, 400)));
  }

  @Test
  @Requirement("R7191-3-1")
  void everyFormComesBack() throws MalformedException {
    for (PackageIdAndReceiptRequest attribute :
        List.of(
            new PackageIdAndReceiptRequest(ID, Optional.empty()),
            named(ReceiptRequest.to(SERVER)),
            named(new ReceiptRequest(true, Optional.empty(), List.of(SERVER, STRANGE))),
            named(new ReceiptRequest(true, Optional.of(List.of(DEVICE)), List.of(SERVER))))) {
      assertThat(again(attribute)).isEqualTo(attribute);
      assertThat(PackageIdAndReceiptRequest.of(attribute.toAttribute())).isEqualTo(attribute);
    }
  }

  @Test
  void theAttributeOfAnotherProjectIsRead() throws Exception {
    CMSSignedData signed = new CMSSignedData(Vectors.shared("rfc7191-receipt-request-signed"));
    Attribute attribute =
        signed
            .getSignerInfos()
            .iterator()
            .next()
            .getSignedAttributes()
            .get(ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST);
    PackageIdAndReceiptRequest read = PackageIdAndReceiptRequest.of(attribute);
    assertThat(HexFormat.of().formatHex(read.id().octets()))
        .isEqualTo("27b89c563b1622519d17871c79bfac886ddff83d");
    ReceiptRequest request = read.request().orElseThrow();
    assertThat(request.encrypt()).isFalse();
    List<SirEntityName> from = request.from().orElseThrow();
    assertThat(from).hasSize(2).allMatch(SirEntityName::isDistinguishedName);
    assertThat(from.get(0).distinguishedName().orElseThrow().subjectText()).contains("Alice");
    assertThat(from.get(1).distinguishedName().orElseThrow().subjectText()).contains("Bob");
    assertThat(request.to()).singleElement().matches(SirEntityName::isDistinguishedName);
    assertThat((byte[]) signed.getSignedContent().getContent())
        .isEqualTo(Content.decode(Vectors.shared("rfc6031-symmetric-key-package")).octets());
    assertThat(request.to().getFirst().distinguishedName().orElseThrow().subjectText())
        .contains("kta.example.com");
    assertThat(request.asks(request.from().orElseThrow().getFirst())).isTrue();
    assertThat(request.asks(request.to().getFirst())).isFalse();
    assertThat(read.toAttribute()).isEqualTo(attribute);
  }

  @Test
  @Requirement({"R7191-3-3", "R7191-3-4"})
  void onlyThoseWhoAreNamedAreAsked() {
    assertThat(ReceiptRequest.to(SERVER).asks(DEVICE)).isTrue();
    ReceiptRequest some = new ReceiptRequest(false, Optional.of(List.of(DEVICE)), List.of(SERVER));
    assertThat(some.asks(DEVICE)).isTrue();
    assertThat(some.asks(SERVER)).isFalse();
    ReceiptRequest unknown =
        new ReceiptRequest(false, Optional.of(List.of(STRANGE)), List.of(SERVER));
    assertThat(unknown.asks(DEVICE)).isFalse();
  }

  @Test
  @Requirement("R7191-2-1")
  void namesOfDifferentTypesAreNeverEqual() {
    SirEntityName sameOctets = new SirEntityName(STRANGE.type(), DEVICE.value());
    assertThat(sameOctets).isNotEqualTo(DEVICE);
    assertThat(SirEntityName.of(new X500Name("CN=device"))).isEqualTo(DEVICE);
  }

  @Test
  @Requirement("R7191-3-1")
  void theAttributeHasExactlyOneValue() {
    ASN1Encodable value =
        named(ReceiptRequest.to(SERVER)).toAttribute().getAttrValues().getObjectAt(0);
    ASN1Encodable other =
        new PackageIdAndReceiptRequest(ID, Optional.empty())
            .toAttribute()
            .getAttrValues()
            .getObjectAt(0);
    for (DERSet values : List.of(new DERSet(), new DERSet(new ASN1Encodable[] {value, other}))) {
      Attribute attribute = new Attribute(ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST, values);
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> PackageIdAndReceiptRequest.of(attribute))
          .withMessageContaining("exactly one value");
    }
    Attribute another =
        new Attribute(ReceiptOids.KEY_PACKAGE_RECEIPT, new DERSet(new ASN1Encodable[] {value}));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> PackageIdAndReceiptRequest.of(another));
  }

  /** encryptReceipt FALSE, which DER leaves out; and lists of nobody. */
  @Test
  void whatIsNotDerOrEmptyIsRefused() {
    HexFormat hex = HexFormat.of();
    String name = hex.formatHex(Der.of(SERVER.toAsn1()));
    String names = sequence("30", name);
    String id = "040401020304";
    for (String value :
        List.of(
            sequence("30", id + sequence("30", "010100" + names)),
            sequence("30", id + sequence("30", "3000")),
            sequence("30", id + sequence("30", "a000" + names)),
            sequence("30", id + sequence("30", "")),
            sequence("30", id + sequence("30", names) + "0500"),
            sequence("30", ""))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() ->
              PackageIdAndReceiptRequest.decode(
                  Asn1.der(hex.parseHex(value), new Limits(4096, 16, 400))));
    }
  }

  private static String sequence(String tag, String content) {
    return tag + HexFormat.of().toHexDigits((byte) (content.length() / 2)) + content;
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() {
    PackageIdAndReceiptRequest attribute =
        named(new ReceiptRequest(true, Optional.of(List.of(DEVICE, STRANGE)), List.of(SERVER)));
    byte[] der = Der.of(attribute.toAttribute().getAttrValues().getObjectAt(0));
    int refused =
        Damage.everywhere(
            der,
            damaged -> {
              PackageIdAndReceiptRequest read =
                  PackageIdAndReceiptRequest.decode(Asn1.der(damaged, new Limits(4096, 16, 400)));
              for (SirEntityName name : read.request().map(ReceiptRequest::to).orElse(List.of())) {
                name.distinguishedName();
              }
            });
    assertThat(refused).isPositive();
  }
}
