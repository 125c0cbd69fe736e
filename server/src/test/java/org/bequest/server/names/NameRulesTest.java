package org.bequest.server.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bequest.ca.Role;
import org.bequest.ca.names.NameGrant;
import org.bequest.ca.names.NameRule;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.NameText;
import org.bequest.server.auth.Callers;
import org.bequest.server.auth.Facts;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Security rule S-05: names come from the identity, by rules that no identity can bend. */
@Requirement("S-05")
class NameRulesTest {
  private static NameRules rules(String... grants) {
    return NameRules.of(
        RuleSet.forAll("", List.of(grants)), List.of(), Map.<String, Pattern>of(), false);
  }

  private static NameRules subject(String subject) {
    return NameRules.of(
        RuleSet.forAll(subject, List.of()), List.of(), Map.<String, Pattern>of(), false);
  }

  private static List<String> names(NameRules rules, String fact, String... values) {
    return rules.grant(Callers.with(Facts.NONE.with(fact, List.of(values)))).names();
  }

  @ParameterizedTest
  @CsvSource({
    "CN=${user}, user, pump-7, CN=pump-7",
    "CN=${user}, user, 'Müller, Jörg', 'CN=Müller, Jörg'",
    "dns:${otp.name}.plant7.example, otp.name, pump-7, dns:pump-7.plant7.example",
    "dns:${cert.dns}, cert.dns, a.plant7.example, dns:a.plant7.example",
    "wildcard:${cert.dns}, cert.dns, plant7.example, wildcard:plant7.example",
    "ip:${cert.ip}, cert.ip, 2001:db8::7, ip:2001:db8::7",
    "uri:urn:dev:${cert.serial-number}, cert.serial-number, 17.4, uri:urn:dev:17.4",
    "uri:${cert.uri}, cert.uri, https://a.example/?b=c, uri:https://a.example/?b=c",
    "email:${user}@plant7.example, user, j.smith, email:j.smith@plant7.example",
    "email:${token.email}, token.email, j@plant7.example, email:j@plant7.example",
    "upn:${user}@plant7.example, user, smith, upn:smith@plant7.example",
    "registered-id:1.2.${user}, user, 0.3, registered-id:1.2.0.3",
    "hardware-module:1.2.3/${cert.hardware-serial-hex}, cert.hardware-serial-hex, 0a0b,"
        + " hardware-module:1.2.3/0a0b",
  })
  void aFactFillsItsPlace(String rule, String fact, String value, String name) {
    assertThat(names(rules(rule), fact, value)).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "CN=${user}, user, pump-*",
    "CN=${user}, user, *",
    "CN=${user}, user, ' pump'",
    "CN=${user}, user, www.bank.example",
    "CN=${user}, user, 10.0.0.1",
    "dns:${otp.name}.plant7.example, otp.name, *",
    "dns:${otp.name}.plant7.example, otp.name, a.b",
    "dns:${otp.name}.plant7.example, otp.name, a.",
    "dns:${otp.name}.plant7.example, otp.name, -a",
    "dns:${otp.name}.plant7.example, otp.name, a_b",
    "dns:${otp.name}.plant7.example, otp.name, bücher",
    "dns:${cert.dns}, cert.dns, *.plant7.example",
    "dns:${cert.dns}, cert.dns, plant7.example.",
    "dns:${cert.dns}, cert.dns, 10.0.0.1",
    "ip:${cert.ip}, cert.ip, 0.0.0.0/0",
    "ip:${cert.ip}, cert.ip, localhost",
    "uri:urn:dev:${user}, user, a/b",
    "uri:urn:dev:${user}, user, a%2fb",
    "uri:urn:dev:${user}, user, a:b",
    "uri:https://a.example/${user}/b, user, ..",
    "uri:https://${user}.a.example/, user, evil.example",
    "uri:https://${user}.a.example/, user, joe@evil",
    "email:${user}@plant7.example, user, a@b",
    "email:${token.email}, token.email, a@b@c",
    "upn:${user}@plant7.example, user, a@b",
    "registered-id:1.2.${user}, user, 3",
    "hardware-module:1.2.3/${cert.hardware-serial-hex}, cert.hardware-serial-hex, 0",
    "hardware-module:1.2.3/${cert.hardware-serial-hex}, cert.hardware-serial-hex, *",
  })
  void aFactThatWouldChangeTheNameIsNotUsed(String rule, String fact, String value) {
    assertThat(names(rules(rule), fact, value)).containsExactly("nothing:*");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x0a, 0x7f, 0x85, 0x200b, 0x202e, 0x2028, 0xfeff, 0xe000})
  void aFactWithSomethingInvisibleIsNotUsed(int character) {
    String value = "a" + Character.toString(character) + "b";
    assertThat(names(rules("CN=${user}"), "user", value)).containsExactly("nothing:*");
    assertThat(names(subject("CN=${user}"), "user", value)).containsExactly("nothing:*");
  }

  @Test
  void aRuleWhoseFactIsMissingIsSilentAndTheOthersCount() {
    NameRules rules = rules("CN=${user}", "dns:${otp.name}.plant7.example", "ip:10.0.0.0/8");
    Grant grant = rules.grant(Callers.with(Facts.NONE.with("user", "pump"), "CN=own"));
    assertThat(grant.names()).containsExactly("CN=pump", "ip:10.0.0.0/8");
    assertThat(grant.silent())
        .containsExactly(
            new Grant.Silent("dns:${otp.name}.plant7.example", "nothing is known about otp.name"));
  }

  @Test
  void aFactWithSeveralValuesGrantsOneNameForEachThatFits() {
    assertThat(names(rules("dns:${cert.dns}"), "cert.dns", "a.example", "*.example", "b.example"))
        .containsExactly("dns:a.example", "dns:b.example");
    assertThat(names(subject("CN=${cert.cn}"), "cert.cn", "a", "b")).containsExactly("nothing:*");
    String[] many = new String[65];
    java.util.Arrays.setAll(many, i -> "h" + i + ".example");
    assertThat(names(rules("dns:${cert.dns}"), "cert.dns", many)).containsExactly("nothing:*");
  }

  /** Whatever the value is: one attribute of the template's type, or no name at all. */
  @Test
  @Requirement({"S-05", "S-56"})
  void noValueAddsAnAttributeToASubject() {
    NameRules rules = subject("CN=${user},OU=devices+UID=${user},O=Plant 7");
    qt().withExamples(3_000)
        .forAll(strings().betweenCodePoints(1, 0x2fff).ofLengthBetween(1, 20))
        .checkAssert(value -> assertSubject(rules, value));
    qt().withExamples(3_000)
        .forAll(strings().betweenCodePoints(0x20, 0x5d).ofLengthBetween(1, 8))
        .checkAssert(value -> assertSubject(rules, value));
    for (String value :
        List.of(
            "a,O=Evil", "a+O=Evil", "#0c0161", "a\\,O=b", "a;O=b", "\"a,O=b\"", "a=b", "${x}")) {
      assertSubject(rules, value);
      assertThat(names(rules, "user", value).getFirst()).startsWith("subject:");
    }
  }

  private static void assertSubject(NameRules rules, String value) {
    List<String> names = names(rules, "user", value);
    if (names.equals(List.of("nothing:*"))) {
      return;
    }
    X500Name subject = NameGrant.of(names).ownSubject(new X500Name("")).orElseThrow();
    assertThat(subject.getRDNs()).hasSize(3);
    assertThat(subject.getRDNs()[1].getTypesAndValues()).hasSize(2);
    assertThat(texts(subject, BCStyle.CN)).containsExactly(value);
    assertThat(texts(subject, BCStyle.UID)).containsExactly(value);
    assertThat(texts(subject, BCStyle.O)).containsExactly("Plant 7");
  }

  private static List<String> texts(
      X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
    return java.util.Arrays.stream(name.getRDNs())
        .flatMap(r -> java.util.Arrays.stream(r.getTypesAndValues()))
        .filter(a -> a.getType().equals(type))
        .map(a -> ((ASN1String) a.getValue()).getString())
        .toList();
  }

  /** Whatever the value is: a rule grants the one name that it spells, or none. */
  @Test
  void noValueWidensARule() {
    for (String rule :
        List.of("dns:${user}.plant7.example", "email:${user}@plant7.example", "CN=${user}")) {
      qt().withExamples(2_000)
          .forAll(strings().betweenCodePoints(1, 0x2fff).ofLengthBetween(1, 20))
          .checkAssert(value -> assertNarrow(rule, value));
      qt().withExamples(2_000)
          .forAll(strings().betweenCodePoints(0x20, 0x5d).ofLengthBetween(1, 8))
          .checkAssert(value -> assertNarrow(rule, value));
    }
  }

  private static void assertNarrow(String rule, String value) {
    List<String> names = names(rules(rule), "user", value);
    assertThat(names).hasSize(1);
    if (!names.getFirst().equals("nothing:*")) {
      assertThat(names.getFirst()).isEqualTo(rule.replace("${user}", value)).doesNotContain("*");
      NameRule read = NameRule.parse(names.getFirst());
      GeneralName other = new GeneralName(GeneralName.dNSName, "other.plant7.example");
      assertThat(read.allows(other)).isEqualTo(value.equalsIgnoreCase("other") && isDns(rule));
    }
  }

  private static boolean isDns(String rule) {
    return rule.startsWith("dns:");
  }

  @Test
  void aCommonNameThatLooksLikeAHostNeedsARuleOrAPattern() {
    String host = "pump.plant7.example";
    assertThat(names(rules("CN=${user}"), "user", host)).containsExactly("nothing:*");
    assertThat(names(rules("CN=${user}", "dns:*.plant7.example"), "user", host))
        .containsExactly("dns:*.plant7.example", "CN=" + host);
    assertThat(names(subject("CN=${user}.plant7.example"), "user", "pump"))
        .containsExactly("nothing:*");
    NameRules vetted =
        NameRules.of(
            RuleSet.forAll("CN=${user}", List.of("CN=${user}")),
            List.of(),
            Map.of("user", Pattern.compile("[a-z]+\\.plant7\\.example")),
            false);
    assertThat(names(vetted, "user", host)).containsExactly("subject:CN=" + host, "CN=" + host);
    assertThat(names(vetted, "user", "www.bank.example")).containsExactly("nothing:*");
  }

  @Test
  void aPatternMustMatchAllOfAFact() {
    NameRules rules =
        NameRules.of(
            RuleSet.forAll("", List.of("CN=${user}")),
            List.of(),
            Map.of("user", Pattern.compile("pump-[0-9]+")),
            false);
    assertThat(names(rules, "user", "pump-7")).containsExactly("CN=pump-7");
    assertThat(names(rules, "user", "pump-7b")).containsExactly("nothing:*");
    assertThat(names(rules, "user", "xpump-7")).containsExactly("nothing:*");
  }

  @Test
  void particularRulesCountForTheirCallersOnly() throws MalformedException {
    RuleSet factory =
        new RuleSet(
            Set.of("client-certificate"),
            Set.of("acme"),
            "CN=${cert.cn},O=Factory",
            List.of("uri:urn:dev:${cert.cn}"));
    NameRules rules =
        NameRules.of(
            RuleSet.forAll("CN=${user}", List.of("ip:10.0.0.0/8")),
            List.of(factory),
            Map.<String, Pattern>of(),
            false);
    var certificate = TestKeys.certificate("pump", TestKeys.p256(), "acme", TestKeys.p256());
    assertThat(rules.grant(Callers.with(certificate, new Role.Foreign("acme"))).names())
        .containsExactly("subject:CN=pump,O=Factory", "ip:10.0.0.0/8", "uri:urn:dev:pump");
    assertThat(rules.grant(Callers.with(certificate, new Role.Foreign("other"))).names())
        .containsExactly("ip:10.0.0.0/8");
    assertThat(rules.grant(Callers.with(certificate, new Role.Itself())).names())
        .containsExactly("ip:10.0.0.0/8");
    assertThat(names(rules, "user", "joe")).containsExactly("subject:CN=joe", "ip:10.0.0.0/8");
    assertThat(NameText.parse("CN=pump,O=Factory").getRDNs()[0].getFirst().getType())
        .isEqualTo(BCStyle.O);
  }

  @Test
  void whatACredentialGrantsByItselfIsKeptWhenTheLabelSaysSo() {
    RuleSet none = RuleSet.forAll("", List.of("ip:10.0.0.0/8"));
    NameRules keeping = NameRules.of(none, List.of(), Map.<String, Pattern>of(), true);
    assertThat(keeping.grant(Callers.with(Facts.NONE, "CN=a")).names())
        .containsExactly("ip:10.0.0.0/8", "CN=a");
    var certificate = TestKeys.certificate("pump", TestKeys.p256(), "own", TestKeys.p256());
    assertThat(keeping.grant(Callers.with(certificate, new Role.Itself())).names())
        .containsExactlyInAnyOrder("ip:10.0.0.0/8", "subject:CN=pump", "dns:localhost");
    assertThat(keeping.grant(Callers.with(certificate, new Role.Foreign("acme"))).names())
        .containsExactly("ip:10.0.0.0/8");
    assertThat(NameRules.NONE.requester(Callers.with(Facts.NONE, "CN=a")).names())
        .containsExactly("CN=a");
  }

  @Test
  void aRegistrationAuthorityKeepsItsOwnNames() {
    NameRules rules = rules("CN=*");
    var certificate = TestKeys.certificate("ra", TestKeys.p256(), "own", TestKeys.p256());
    assertThat(rules.requester(Callers.with(certificate, new Role.Registrar("ra"))).names())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${user}:a",
        "${user}=a",
        "d${user}:a",
        "CN=${user",
        "CN=${usr}",
        "CN=${}",
        "CN=${token.}",
        "dns:a b",
        "nosuch:${user}",
        "ip:${cert.ip}/33/1",
        "pump",
        "subject:${user}",
        "directory:CN=${user},"
      })
  void aRuleThatCannotBeReadIsAnError(String rule) {
    assertThatThrownBy(() -> RuleSet.checkGrant(rule)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pump", "CN=${user", "CN=${nosuch}", "${user}=a", "CN=a;O=b"})
  void aSubjectThatCannotBeReadIsAnError(String subject) {
    assertThatThrownBy(() -> RuleSet.checkSubject(subject))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
