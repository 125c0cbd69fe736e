package org.bequest.ca.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  @Test
  void theDefaultIsAClientCertificateForNinetyDays() {
    Profile profile = Profile.of("device", ProfileConfig.DEFAULT);
    assertThat(profile.validity()).isEqualTo(Duration.ofDays(90));
    assertThat(profile.privileged()).isFalse();
    assertThat(profile.pathLength()).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    ProfileConfig config =
        ProfileConfig.DEFAULT
            .withNames(new ProfileConfig.Names("copied", "no name", List.of("fax"), false))
            .withKeys(new ProfileConfig.Keys(List.of("dsa"), true))
            .withUsage(List.of("sign"), List.of("everything"))
            .withValidity(Duration.ZERO, Duration.ofDays(8))
            .withUrls(new ProfileConfig.Urls(List.of("ca.crl"), List.of(), List.of()))
            .withExtensions(Map.of("made-up", "copy", "key-usage", "copy"));
    assertThat(problems("No Name", config))
        .extracting(Problem::key)
        .containsExactlyInAnyOrder(
            "name",
            "names.subject",
            "names.base",
            "names.alternatives",
            "keys.algorithms",
            "key-usage",
            "extended-key-usage",
            "validity",
            "backdate",
            "urls.crl",
            "extensions.made-up",
            "extensions.key-usage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ocsp-signing", "cmc-ra", "cmc-ca", "cm-kga", "any", "2.5.29.37.0"})
  @Requirement("S-19")
  void powerOverOthersMustBeSaidInSoManyWords(String purpose) {
    ProfileConfig config =
        ProfileConfig.DEFAULT.withUsage(List.of("digital-signature"), List.of(purpose));
    assertThat(problems("device", config)).hasSize(1);
    assertThat(Profile.of("device", config.withPrivilege()).privileged()).isTrue();
  }

  @Test
  @Requirement("S-19")
  void noConfigurationMakesAnAuthority() {
    ProfileConfig config =
        ProfileConfig.DEFAULT
            .withUsage(List.of("key-cert-sign"), List.of("client-auth"))
            .withPrivilege();
    assertThat(problems("device", config)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "basic-constraints",
        "key-usage",
        "extended-key-usage",
        "subject-alternative-name",
        "name-constraints",
        "authority-key-identifier"
      })
  @Requirement("S-20")
  void noExtensionThatGivesPowerIsCopied(String extension) {
    ProfileConfig config = ProfileConfig.DEFAULT.withExtensions(Map.of(extension, "copy"));
    assertThat(problems("device", config)).hasSize(1);
  }

  @Test
  @Requirement("S-20")
  void anExtensionThatIsNotListedIsRefused() {
    Profile profile =
        Profile.of("device", ProfileConfig.DEFAULT.withExtensions(Map.of("tls-feature", "copy")));
    assertThat(profile.treatment(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24")))
        .isEqualTo(ExtensionTreatment.COPY);
    assertThat(profile.treatment(Extension.keyUsage)).isEqualTo(ExtensionTreatment.REPLACE);
    assertThat(profile.treatment(new ASN1ObjectIdentifier("1.2.3.4")))
        .isEqualTo(ExtensionTreatment.REFUSE);
  }

  @Test
  void theNamesOfBuiltInProfilesAreNotFree() {
    assertThatThrownBy(() -> Profile.of(BuiltInProfiles.OPERATOR, ProfileConfig.DEFAULT))
        .hasMessageContaining("built-in");
  }

  @ParameterizedTest
  @CsvSource({"x25519, key-agreement", "ml-kem-768, key-encipherment"})
  void aKeyThatCannotSignNeedsSomethingElseToDo(String algorithm, String usage) {
    ProfileConfig config =
        ProfileConfig.DEFAULT.withKeys(new ProfileConfig.Keys(List.of("p256", algorithm), true));
    assertThat(problems("device", config))
        .singleElement()
        .satisfies(p -> assertThat(p.suggestion()).contains(usage));
    Profile profile =
        Profile.of(
            "device",
            config.withUsage(List.of("digital-signature", usage), List.of("client-auth")));
    KeyAlgorithm kind = KeyAlgorithm.named(algorithm).orElseThrow();
    assertThat(profile.keyUsage(kind.family()) & KeyUsage.digitalSignature).isZero();
    assertThat(profile.keyUsage(kind.family())).isNotZero();
  }

  private static List<Problem> problems(String name, ProfileConfig config) {
    return switch (Profile.check(name, config)) {
      case Profile.Checked.Invalid invalid -> invalid.problems();
      case Profile.Checked.Valid _ -> List.of();
    };
  }
}
