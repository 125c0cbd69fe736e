package org.bequest.formats.pkix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.TestKeys;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class SubjectNamesTest {
  private static X500Name cn(ASN1Encodable value) {
    return new X500Name(new RDN[] {new RDN(BCStyle.CN, value)});
  }

  private static boolean same(X500Name a, X500Name b) {
    return SubjectNames.of(a).sameAs(SubjectNames.of(b));
  }

  private static GeneralName name(int kind, String text) {
    return new GeneralName(kind, text);
  }

  private static boolean same(GeneralName a, GeneralName b) {
    X500Name empty = new X500Name("");
    return new SubjectNames(empty, List.of(a)).sameAs(new SubjectNames(empty, List.of(b)));
  }

  @Test
  @Requirement({"R7030-4.2.2-2", "S-06"})
  void stringTypeCaseAndBlanksDoNotCount() {
    X500Name pump = cn(new DERPrintableString("Pump 7"));
    assertThat(same(pump, cn(new DERUTF8String("Pump 7")))).isTrue();
    assertThat(same(pump, cn(new DERBMPString("pump 7")))).isTrue();
    assertThat(same(pump, cn(new DERUTF8String("  PUMP \t  7 ")))).isTrue();
    assertThat(same(cn(new DERT61String("Müller")), cn(new DERUTF8String("MÜLLER")))).isTrue();
    assertThat(same(cn(new DERUTF8String("Mu\u0308ller")), cn(new DERUTF8String("müller"))))
        .isTrue();
  }

  @Test
  @Requirement({"R7030-4.2.2-2", "S-06"})
  void otherNamesAreOtherNames() {
    X500Name pump = cn(new DERPrintableString("Pump 7"));
    assertThat(same(pump, cn(new DERUTF8String("Pump7")))).isFalse();
    assertThat(same(pump, cn(new DERUTF8String("Pump 8")))).isFalse();
    assertThat(same(pump, cn(new DEROctetString(new byte[] {1})))).isFalse();
    assertThat(same(new X500Name("CN=a,O=b"), new X500Name("O=b,CN=a"))).isFalse();
    assertThat(same(new X500Name("CN=a,O=b"), new X500Name("CN=a"))).isFalse();
    assertThat(same(new X500Name("CN=a,CN=b"), new X500Name("CN=a+CN=b"))).isFalse();
    assertThat(same(new X500Name("CN=a,O=b"), cn(new DERUTF8String("a,O=b")))).isFalse();
  }

  @Test
  void theAttributesOfAnRdnAreASet() {
    assertThat(same(new X500Name("CN=a+O=b"), new X500Name("O=b+CN=a"))).isTrue();
    assertThat(same(new X500Name("CN=a+CN=a"), new X500Name("CN=a"))).isFalse();
  }

  @Test
  @Requirement({"R7030-4.2.2-2", "S-06"})
  void alternativeNamesAreASetOfTypedNames() {
    X500Name subject = new X500Name("CN=a");
    GeneralName host = name(GeneralName.dNSName, "a.example");
    GeneralName other = name(GeneralName.dNSName, "b.example");
    SubjectNames both = new SubjectNames(subject, List.of(host, other));
    assertThat(both.sameAs(new SubjectNames(subject, List.of(other, host)))).isTrue();
    assertThat(both.sameAs(new SubjectNames(subject, List.of(host)))).isFalse();
    assertThat(both.sameAs(SubjectNames.of(subject))).isFalse();
    assertThat(same(host, name(GeneralName.dNSName, "A.Example"))).isTrue();
    assertThat(same(host, name(GeneralName.uniformResourceIdentifier, "a.example"))).isFalse();
    assertThat(
            same(
                name(GeneralName.rfc822Name, "Joe@A.example"),
                name(GeneralName.rfc822Name, "Joe@a.example")))
        .isTrue();
    assertThat(
            same(
                name(GeneralName.rfc822Name, "Joe@a.example"),
                name(GeneralName.rfc822Name, "joe@a.example")))
        .isFalse();
    assertThat(
            same(
                name(GeneralName.uniformResourceIdentifier, "HTTPS://A.example/Path"),
                name(GeneralName.uniformResourceIdentifier, "https://a.EXAMPLE/Path")))
        .isTrue();
    assertThat(
            same(
                name(GeneralName.uniformResourceIdentifier, "https://a.example/Path"),
                name(GeneralName.uniformResourceIdentifier, "https://a.example/path")))
        .isFalse();
    assertThat(
            same(name(GeneralName.iPAddress, "10.0.0.1"), name(GeneralName.iPAddress, "10.0.0.2")))
        .isFalse();
    assertThat(
            same(name(GeneralName.directoryName, "CN=A"), name(GeneralName.directoryName, "CN=a")))
        .isTrue();
  }

  @Test
  @Requirement("S-53")
  void theNamesOfACertificateWithoutExtensionsAreItsSubject() throws MalformedException {
    SubjectNames names = SubjectNames.ofCertificate(new TestKeys().certificate("CN=a", 1));
    assertThat(names.sameAs(SubjectNames.of(new X500Name("CN=A")))).isTrue();
  }

  @Test
  void theTextIsThatOfRfc4514() {
    assertThat(text("CN=a,O=b")).isEqualTo("O=b,CN=a");
    assertThat(SubjectNames.of(cn(new DERUTF8String(" a,b+c\"d\\e<f>g;h# "))).subjectText())
        .isEqualTo("CN=\\ a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h#\\ ");
    assertThat(SubjectNames.of(cn(new DERUTF8String("#1"))).subjectText()).isEqualTo("CN=\\#1");
    assertThat(SubjectNames.of(cn(new DERUTF8String(" "))).subjectText()).isEqualTo("CN=\\ ");
    assertThat(text("CN=a+O=b")).isIn("CN=a+O=b", "O=b+CN=a");
    assertThat(text("2.999=x")).startsWith("2.999=#");
    assertThat(text("")).isEmpty();
  }

  private static String text(String name) {
    return SubjectNames.of(new X500Name(name)).subjectText();
  }

  @Test
  @Requirement("S-70")
  void whatControlsATerminalIsEscaped() {
    String text = SubjectNames.of(cn(new DERUTF8String("a\n\u001b[2J\u202eb\0"))).subjectText();
    assertThat(text).isEqualTo("CN=a\\0a\\1b[2J\\e2\\80\\aeb\\00");
  }

  @Test
  @Requirement("S-51")
  void tenThousandRdnsAreComparedAndWritten() {
    RDN[] rdns = new RDN[10_000];
    for (int i = 0; i < rdns.length; i++) {
      rdns[i] = new RDN(new AttributeTypeAndValue(BCStyle.OU, new DERUTF8String("unit " + i)));
    }
    SubjectNames many = SubjectNames.of(new X500Name(rdns));
    assertThat(many.subjectText()).startsWith("OU=unit 9999,").endsWith("OU=unit 0");
    assertThat(many.sameAs(many)).isTrue();
  }

  @Test
  void aNameEqualsItselfInAnyCase() {
    qt().forAll(strings().basicLatinAlphabet().ofLengthBetween(1, 30))
        .checkAssert(text ->
            assertThat(
                    same(
                        cn(new DERUTF8String(text)),
                        cn(new DERUTF8String(text.toUpperCase(java.util.Locale.ROOT)))))
                .isTrue());
  }

  @Test
  void canonicalTextsAreEqualForTheSameNamesOnly() {
    var pump = new SubjectNames(new X500Name("CN=Pump 7"), List.of(name(2, "a"), name(2, "B")));
    var again = new SubjectNames(new X500Name("CN=pump  7"), List.of(name(2, "b"), name(2, "A")));
    var pretender = SubjectNames.of(new X500Name("CN=x\\, 2.5.4.10=text:y"));
    var both = SubjectNames.of(new X500Name("CN=x+O=y"));

    assertThat(again.canonicalText()).isEqualTo(pump.canonicalText());
    assertThat(SubjectNames.of(pump.subject()).canonicalText()).isNotEqualTo(pump.canonicalText());
    assertThat(pretender.canonicalText()).isNotEqualTo(both.canonicalText());
  }
}
