package org.bequest.formats.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.keys.KeyPackageRules.Finding;
import org.bequest.formats.keys.KeyPackageRules.Rule;
import org.bequest.formats.keys.pskc.AlgorithmParameters.Suite;
import org.bequest.formats.keys.pskc.ChallengeFormat;
import org.bequest.formats.keys.pskc.FriendlyName;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bequest.formats.keys.pskc.KeyUsage;
import org.bequest.formats.keys.pskc.KeyUsages;
import org.bequest.formats.keys.pskc.PinPolicy;
import org.bequest.formats.keys.pskc.PinUsageMode;
import org.bequest.formats.keys.pskc.PskcAttribute;
import org.bequest.formats.keys.pskc.PskcType;
import org.bequest.formats.keys.pskc.PskcValue;
import org.bequest.formats.keys.pskc.PskcValue.TextValue;
import org.bequest.formats.keys.pskc.PskcValue.TimeValue;
import org.bequest.formats.keys.pskc.ResponseFormat;
import org.bequest.formats.keys.pskc.ValueEncoding;
import org.bequest.formats.keys.pskc.ValueMac;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;

/** The rules of RFC 6031 that its grammar does not hold. */
class KeyPackageRulesTest {
  private static final KeyAttributes NAMED = KeyAttributes.ofKey("k1", "HOTP");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static List<Finding> check(KeyAttributes ofPackage, KeyAttributes... ofKeys) {
    List<OneSymmetricKey> keys = new ArrayList<>();
    for (KeyAttributes own : ofKeys) {
      keys.add(OneSymmetricKey.of(own, new byte[16]));
    }
    return KeyPackageRules.check(new SymmetricKeyPackage(1, ofPackage, keys, List.of()));
  }

  private static void ofPackage(PskcType type, PskcValue value, Rule... broken) {
    String path = "/sKeyPkgAttrs/" + type.word();
    assertThat(check(KeyAttributes.of(PskcAttribute.of(type, value)), NAMED))
        .containsExactlyElementsOf(findings(path, broken));
  }

  private static void ofKey(PskcType type, PskcValue value, Rule... broken) {
    String path = "/sKeys/0/" + type.word();
    assertThat(check(KeyAttributes.NONE, NAMED.and(PskcAttribute.of(type, value))))
        .containsExactlyElementsOf(findings(path, broken));
  }

  private static List<Finding> findings(String path, Rule... broken) {
    return List.of(broken).stream().map(rule -> new Finding(rule, path)).toList();
  }

  @Test
  @Requirement({"R6031-3-1", "R6031-3-2"})
  void aKeyHasAnIdentifierAndAnAlgorithmAndNeedsNothingElse() {
    assertThat(check(KeyAttributes.NONE, NAMED)).isEmpty();
    assertThat(check(KeyAttributes.NONE, KeyAttributes.NONE))
        .containsExactly(
            new Finding(Rule.MISSING_KEY_ID, "/sKeys/0"),
            new Finding(Rule.MISSING_ALGORITHM, "/sKeys/0"));
  }

  @Test
  @Requirement("R6031-2-5")
  void whatIsSaidOfThePackageIsNotSaidOfAKey() {
    KeyAttributes serial = KeyAttributes.of(PskcAttribute.text(PskcType.SERIAL_NO, "7"));
    assertThat(check(serial, NAMED.and(PskcAttribute.text(PskcType.SERIAL_NO, "8"))))
        .extracting(Finding::rule)
        .containsExactly(Rule.AT_WRONG_LEVEL, Rule.AT_BOTH_LEVELS);
    PskcAttribute other =
        new PskcAttribute.Other(
            new ASN1ObjectIdentifier("2.999.4"), List.of(Encoded.of(new ASN1Integer(1))));
    assertThat(check(KeyAttributes.of(other), NAMED.and(other)))
        .containsExactly(new Finding(Rule.AT_BOTH_LEVELS, "/sKeys/0"));
  }

  @Test
  @Requirement("R6031-3.1-1")
  void everyAttributeHasItsPlace() {
    assertThat(check(KeyAttributes.of(PskcAttribute.text(PskcType.ISSUER, "i")), NAMED))
        .containsExactly(new Finding(Rule.AT_WRONG_LEVEL, "/sKeyPkgAttrs/issuer"));
    ofKey(PskcType.MODULE_ID, new TextValue("m"), Rule.AT_WRONG_LEVEL);
    ofPackage(PskcType.MODULE_ID, new TextValue("m"));
  }

  @Test
  void nothingIsSaidTwice() {
    PskcAttribute issuer = PskcAttribute.text(PskcType.ISSUER, "i");
    assertThat(check(KeyAttributes.NONE, NAMED.and(issuer).and(issuer)))
        .extracting(Finding::rule)
        .containsExactly(Rule.REPEATED);
    PskcAttribute both =
        new PskcAttribute.Known(PskcType.ISSUER, List.of(new TextValue("a"), new TextValue("b")));
    assertThat(check(KeyAttributes.NONE, NAMED.and(both)))
        .containsExactly(new Finding(Rule.REPEATED, "/sKeys/0/issuer"));
    PskcAttribute parameters =
        new PskcAttribute.Known(
            PskcType.ALGORITHM_PARAMETERS,
            List.of(new Suite("s"), ResponseFormat.of(ValueEncoding.DECIMAL, 6, false)));
    assertThat(check(KeyAttributes.NONE, NAMED.and(parameters))).isEmpty();
    assertThat(check(KeyAttributes.NONE, NAMED, NAMED))
        .containsExactly(new Finding(Rule.SAME_KEY_ID, "/sKeys/1"));
  }

  @Test
  @Requirement("R6031-3.1.1.1-1")
  void aManufacturerIsOneOfARegistry() {
    ofPackage(PskcType.MANUFACTURER, new TextValue("oath.AAAA"));
    ofPackage(PskcType.MANUFACTURER, new TextValue("iana.Vigil Security"));
    ofPackage(PskcType.MANUFACTURER, new TextValue("Vigil"), Rule.MANUFACTURER_WITHOUT_REGISTRY);
    ofPackage(PskcType.MANUFACTURER, new TextValue("OATH.A"), Rule.MANUFACTURER_WITHOUT_REGISTRY);
  }

  @Test
  @Requirement("R6031-3.1.1.6-2")
  void timesFinerThanMillisecondsAreToldOf() {
    for (PskcType type : List.of(PskcType.DEVICE_START_DATE, PskcType.DEVICE_EXPIRY_DATE)) {
      ofPackage(type, new TimeValue(NOON.plusMillis(1)));
      ofPackage(type, new TimeValue(NOON.plusNanos(1)), Rule.FINER_THAN_MILLISECONDS);
    }
    ofKey(PskcType.KEY_EXPIRY_DATE, new TimeValue(NOON));
  }

  @Test
  @Requirement({"R6031-3.1.1.8-1", "R6031-3.2.13-1"})
  void usersHaveDistinguishedNames() {
    ofPackage(PskcType.DEVICE_USER_ID, new TextValue("UID=jsmith,DC=example,DC=net"));
    ofPackage(PskcType.DEVICE_USER_ID, new TextValue("jsmith"), Rule.NOT_A_DISTINGUISHED_NAME);
    ofKey(PskcType.KEY_USER_ID, new TextValue("UID=jsmith,DC=example,DC=net"));
    ofKey(PskcType.KEY_USER_ID, new TextValue(""), Rule.NOT_A_DISTINGUISHED_NAME);
  }

  @Test
  @Requirement("R6031-3.2.6-2")
  void languagesHaveTags() {
    ofKey(PskcType.FRIENDLY_NAME, FriendlyName.of("key"));
    ofKey(PskcType.FRIENDLY_NAME, new FriendlyName("clé", Optional.of("fr-CA")));
    for (String tag : List.of("", "français", "de_CH", "a-", "x")) {
      ofKey(
          PskcType.FRIENDLY_NAME,
          new FriendlyName("key", Optional.of(tag)),
          Rule.NOT_A_LANGUAGE_TAG);
    }
  }

  @Test
  @Requirement("R6031-3.2.7-3")
  void onlyADecimalNumberHasACheckDigit() {
    for (ValueEncoding encoding : ValueEncoding.values()) {
      Rule[] broken =
          encoding == ValueEncoding.DECIMAL
              ? new Rule[0]
              : new Rule[] {Rule.CHECK_DIGIT_NOT_DECIMAL};
      ofKey(PskcType.ALGORITHM_PARAMETERS, ResponseFormat.of(encoding, 6, true), broken);
      ofKey(PskcType.ALGORITHM_PARAMETERS, ChallengeFormat.of(encoding, true, 4, 6), broken);
      ofKey(PskcType.ALGORITHM_PARAMETERS, ChallengeFormat.of(encoding, false, 4, 6));
    }
  }

  @Test
  @Requirement("R6031-3.2.12-1")
  void aMacIsBase64() {
    ofKey(PskcType.VALUE_MAC, ValueMac.of("hmac", new byte[20]));
    ofKey(PskcType.VALUE_MAC, new ValueMac("hmac", "$"), Rule.NOT_BASE64);
  }

  @Test
  void theRestHasNoFurtherRules() {
    ofKey(PskcType.KEY_USAGES, KeyUsages.of(KeyUsage.OTP));
    ofKey(PskcType.PIN_POLICY, PinPolicy.of(PinUsageMode.LOCAL));
    ofKey(PskcType.COUNTER, PskcValue.NumberValue.of(0));
  }
}
