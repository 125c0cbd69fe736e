package org.bequest.formats.pkix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security rule S-56: names as text are read and written by structure. */
class NameTextTest {
  private static final List<ASN1ObjectIdentifier> TYPES =
      List.of(
          BCStyle.CN,
          BCStyle.O,
          BCStyle.OU,
          BCStyle.SURNAME,
          BCStyle.UID,
          BCStyle.T,
          BCStyle.UNIQUE_IDENTIFIER,
          new ASN1ObjectIdentifier("2.999.1"));

  @Test
  void theFirstRdnOfTheTextIsTheLastOfTheName() throws MalformedException {
    X500Name name = NameText.parse("CN=pump-7, O=Plant 7 ,C=DE");
    X500Name expected =
        new X500NameBuilder()
            .addRDN(BCStyle.C, new DERPrintableString("DE"))
            .addRDN(BCStyle.O, new DERUTF8String("Plant 7"))
            .addRDN(BCStyle.CN, new DERUTF8String("pump-7"))
            .build();
    assertThat(Der.of(name)).isEqualTo(Der.of(expected));
    assertThat(NameText.parse("").getRDNs()).isEmpty();
  }

  @Test
  void valuesHaveTheStringTypeOfTheirAttribute() throws MalformedException {
    assertThat(value("serialNumber=17")).isEqualTo(new DERPrintableString("17"));
    assertThat(value("DC=example")).isEqualTo(new DERIA5String("example"));
    assertThat(value("sn=Smith")).isEqualTo(new DERUTF8String("Smith"));
    assertThat(value("CN=#1e020041")).isEqualTo(new DERBMPString("A"));
    assertThat(value("CN=\\#1e020041")).isEqualTo(new DERUTF8String("#1e020041"));
    assertThat(value("CN=a\\,O\\3Db\\ ")).isEqualTo(new DERUTF8String("a,O=b "));
    assertThat(value("CN=\\c3\\bc")).isEqualTo(new DERUTF8String("ü"));
  }

  private static Object value(String text) throws MalformedException {
    return NameText.parse(text).getRDNs()[0].getFirst().getValue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN",
        "=a",
        "CN=a,",
        "CN=a,,O=b",
        "CN=a;O=b",
        "CN=\"a,O=b\"",
        "CN=a\\",
        "CN=a\\x",
        "CN=\\ff",
        "CN=#",
        "CN=#zz",
        "CN=#0c05",
        "NOSUCH=a",
        "9.9=a",
        "C=ü",
        "DC=ü",
        "CN=a<b"
      })
  void whatIsNoNameIsRefused(String text) {
    assertThatThrownBy(() -> NameText.parse(text)).isInstanceOf(MalformedException.class);
  }

  /** Whatever a value holds, it stays one value of one attribute. */
  @Test
  @Requirement("S-56")
  void whatIsWrittenIsReadBack() {
    qt().withExamples(2_000)
        .forAll(
            lists()
                .of(strings().betweenCodePoints(0, 0xd7ff).ofLengthBetween(1, 12))
                .ofSizeBetween(1, 4),
            integers().between(0, 1000))
        .checkAssert((values, seed) -> assertRoundTrip(name(values, seed)));
    qt().withExamples(2_000)
        .forAll(
            lists().of(strings().betweenCodePoints(0x20, 0x5d).ofLengthBetween(1, 8)).ofSize(2),
            integers().between(0, 1000))
        .checkAssert((values, seed) -> assertRoundTrip(name(values, seed)));
  }

  private static void assertRoundTrip(X500Name name) {
    try {
      X500Name read = NameText.parse(NameText.of(name));
      assertThat(Der.of(read)).isEqualTo(Der.of(name));
    } catch (MalformedException e) {
      throw new AssertionError(NameText.of(name), e);
    }
  }

  private static X500Name name(List<String> values, int seed) {
    RDN[] rdns = new RDN[values.size()];
    for (int i = 0; i < rdns.length; i++) {
      ASN1ObjectIdentifier type = TYPES.get((seed + i * 7) % TYPES.size());
      rdns[i] = new RDN(new AttributeTypeAndValue(type, new DERUTF8String(values.get(i))));
    }
    return new X500Name(rdns);
  }
}
