package org.bequest.ca.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("S-05")
class NameRuleTest {
  @ParameterizedTest
  @CsvSource({
    "CN=device-7, CN=device-7, true",
    "CN=device-7, CN=device-70, false",
    "CN=device-7, CN=Device-7, false",
    "CN=device-7, O=device-7, false",
    "CN=device-*, CN=device-12, true",
    "CN=device-*, CN=device-, false",
    "CN=*-x-*, CN=a-x-b, true",
    "CN=*-x-*, CN=-x-b, false",
    "2.5.4.3=device-7, CN=device-7, true",
    "dns:*.plant7.example, CN=Pump.plant7.example, true",
    "dns:*.plant7.example, CN=a.pump.plant7.example, false",
    "dns:pump.plant7.example, O=pump.plant7.example, false",
    "wildcard:plant7.example, CN=*.plant7.example, true",
    "wildcard:plant7.example, CN=a.plant7.example, false",
    "ip:10.0.0.0/8, CN=10.1.2.3, true",
    "ip:10.0.0.0/8, CN=11.1.2.3, false",
    "ip:10.0.0.0/8, CN=pump, false",
    "nothing:*, CN=a, false",
    "CN=*, CN=#030200ff, false",
  })
  void anAttributeIsAllowedByItsRuleAlone(String rule, String subject, boolean allowed) {
    X500Name name = new X500Name(subject);
    assertThat(NameRule.parse(rule).allows(name.getRDNs()[0].getFirst())).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.bank.example",
        "WWW.Bank.Example",
        "www.bank.example.",
        "*.bank.example",
        "w*.bank.example",
        "xn--bcher-kva.example",
        "b\u00fccher.example",
        "www\u3002bank\u3002example",
        "a.b",
        "10.0.0.1",
        "2001:db8::1",
        " www.bank.example "
      })
  void aPatternCoversNoCommonNameThatLooksLikeAHost(String host) {
    AttributeTypeAndValue name = new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String(host));
    assertThat(NameRule.parse("CN=*").allows(name)).isFalse();
    assertThat(new AttributeRule(BCStyle.CN, new Glob("*" + host.substring(1), "")).allows(name))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pump-1", "Pump 1.2 of plant 7", "SN-17.4", "1.2.3.4.5", "a..b", "J. Smith", "-"})
  void aPatternCoversCommonNamesThatNoHostHas(String text) {
    AttributeTypeAndValue name = new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String(text));
    assertThat(NameRule.parse("CN=*").allows(name)).isTrue();
  }

  @Test
  void aHostAsCommonNameIsAllowedWhenItIsGrantedInWords() {
    AttributeTypeAndValue name =
        new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String("www.bank.example"));
    assertThat(NameRule.parse("CN=www.bank.example").allows(name)).isTrue();
    assertThat(NameRule.parse("dns:*.bank.example").allows(name)).isTrue();
  }

  static Stream<Arguments> alternatives() {
    return Stream.of(
        Arguments.of("dns:*.plant7.example", text(GeneralName.dNSName, "a.PLANT7.example"), true),
        Arguments.of(
            "dns:*.plant7.example", text(GeneralName.dNSName, "a.b.plant7.example"), false),
        Arguments.of("dns:*.plant7.example", text(GeneralName.dNSName, "*.plant7.example"), false),
        Arguments.of("dns:*.plant7.example", text(GeneralName.dNSName, "plant7.example"), false),
        Arguments.of("dns:a.example", text(GeneralName.rfc822Name, "a.example"), false),
        Arguments.of(
            "wildcard:plant7.example", text(GeneralName.dNSName, "*.plant7.example"), true),
        Arguments.of(
            "wildcard:plant7.example", text(GeneralName.dNSName, "a.plant7.example"), false),
        Arguments.of("ip:10.0.0.0/8", address("10.200.3.4"), true),
        Arguments.of("ip:10.0.0.0/8", address("11.0.0.1"), false),
        Arguments.of("ip:192.0.2.7", address("192.0.2.7"), true),
        Arguments.of("ip:192.0.2.7", address("192.0.2.8"), false),
        Arguments.of("ip:2001:db8::/32", address("2001:db8::7"), true),
        Arguments.of("ip:0.0.0.0/0", address("2001:db8::7"), false),
        Arguments.of(
            "uri:urn:dev:*", text(GeneralName.uniformResourceIdentifier, "urn:dev:7"), true),
        Arguments.of(
            "uri:https://*.a.example/",
            text(GeneralName.uniformResourceIdentifier, "https://evil/.a.example/"),
            false),
        Arguments.of("email:*@a.example", text(GeneralName.rfc822Name, "x@a.example"), true),
        Arguments.of("email:*@a.example", text(GeneralName.rfc822Name, "x@b@a.example"), false),
        Arguments.of("upn:*@a.example", other("1.3.6.1.4.1.311.20.2.3", "x@a.example"), true),
        Arguments.of("upn:*@a.example", other("1.3.6.1.5.5.7.8.4", "x@a.example"), false),
        Arguments.of("other:1.3.6.1.5.2.2", other("1.3.6.1.5.2.2", "x"), true),
        Arguments.of("hardware-module:1.2.3/0a*", hardware("1.2.3", 10, 11), true),
        Arguments.of("hardware-module:1.2.3/0a0b", hardware("1.2.3", 10, 11), true),
        Arguments.of("hardware-module:1.2.3/0a", hardware("1.2.3", 10, 11), false),
        Arguments.of("hardware-module:1.2.4/0a*", hardware("1.2.3", 10, 11), false),
        Arguments.of("hardware-module:1.2.3/*", other("1.3.6.1.5.5.7.8.4", "x"), false),
        Arguments.of("nothing:*", text(GeneralName.dNSName, "a.example"), false),
        Arguments.of("subject:CN=a", new GeneralName(new X500Name("CN=a")), false),
        Arguments.of("directory:CN=a,O=b", new GeneralName(new X500Name("O=b,CN=a")), true),
        Arguments.of("directory:CN=a,O=b", new GeneralName(new X500Name("CN=a")), false),
        Arguments.of("registered-id:1.2.3", registered("1.2.3"), true),
        Arguments.of("registered-id:1.2.3", registered("1.2.3.4"), false),
        Arguments.of("CN=*", text(GeneralName.dNSName, "a"), false));
  }

  @ParameterizedTest
  @MethodSource("alternatives")
  void anAlternativeNameIsAllowedByItsRuleAlone(String rule, GeneralName name, boolean allowed) {
    assertThat(NameRule.parse(rule).allows(name)).isEqualTo(allowed);
  }

  @Test
  void theKindsThatNobodyUsesAreNeverAllowed() {
    GeneralName ediParty =
        new GeneralName(
            GeneralName.ediPartyName, new DERTaggedObject(true, 1, new DERUTF8String("a")));
    assertThat(AlternativeKind.of(ediParty)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "device-7",
        "CN=",
        "FOO=a",
        "dns:",
        "ip:10.0.0.0/33",
        "ip:host",
        "x400:a",
        "dns:a b",
        "dns:b\u00fccher.example",
        "dns:a.example.",
        "subject:a",
        "hardware-module:1.2.3",
        "hardware-module:1.2.3/0A",
        "hardware-module:x/0a"
      })
  void aRuleThatCannotBeReadIsRefusedAndGrantsNothing(String rule) {
    assertThatThrownBy(() -> NameRule.parse(rule)).isInstanceOf(IllegalArgumentException.class);
    NameGrant grant = NameGrant.of(List.of(rule));
    assertThat(grant.allows(new X500Name("CN=device-7").getRDNs()[0].getFirst())).isFalse();
  }

  @Test
  void aGrantOffersItsNameOnlyWhenThereIsOne() {
    assertThat(own("CN=a", "dns:b.example")).hasValue(new X500Name("O=b,CN=a"));
    assertThat(own("CN=a", "CN=b")).isEmpty();
    assertThat(own("CN=a-*")).isEmpty();
    assertThat(own()).isEmpty();
  }

  @Test
  void aGrantOffersTheSubjectThatItNamesAsAWhole() {
    assertThat(own("CN=a", "subject:CN=c,O=d")).hasValue(new X500Name("O=d,CN=c"));
    assertThat(own("CN=a", "subject:CN=c", "subject:CN=d")).isEmpty();
    assertThat(NameGrant.of(List.of("subject:CN=c,O=d")).subjectLike(new X500Name("O=d,CN=C")))
        .hasValue(new X500Name("O=d,CN=c"));
    assertThat(NameGrant.of(List.of("subject:CN=c,O=d")).subjectLike(new X500Name("CN=c,O=d")))
        .isEmpty();
  }

  @Test
  void aCommonNameThatLooksLikeHexadecimalDerIsText() {
    X500Name own = own("CN=#0c0161").orElseThrow();
    assertThat(own.getRDNs()[1].getFirst().getValue()).isEqualTo(new DERUTF8String("#0c0161"));
  }

  private static Optional<X500Name> own(String... rules) {
    return NameGrant.of(List.of(rules)).ownSubject(new X500Name("O=b"));
  }

  private static GeneralName hardware(String type, int... serial) {
    byte[] octets = new byte[serial.length];
    for (int i = 0; i < serial.length; i++) {
      octets[i] = (byte) serial[i];
    }
    DERSequence module =
        new DERSequence(
            new ASN1Encodable[] {new ASN1ObjectIdentifier(type), new DEROctetString(octets)});
    return new GeneralName(
        GeneralName.otherName,
        new OtherName(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4"), module));
  }

  private static GeneralName text(int tag, String value) {
    return new GeneralName(tag, new DERIA5String(value));
  }

  private static GeneralName address(String value) {
    return new GeneralName(GeneralName.iPAddress, value);
  }

  private static GeneralName registered(String value) {
    return new GeneralName(GeneralName.registeredID, new ASN1ObjectIdentifier(value));
  }

  private static GeneralName other(String type, String value) {
    return new GeneralName(
        GeneralName.otherName,
        new OtherName(new ASN1ObjectIdentifier(type), new DERUTF8String(value)));
  }
}
