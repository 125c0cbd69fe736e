package org.bequest.crypto.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private final Secret password = Secret.of("correct horse");

  @Test
  @Requirement("S-16")
  void aPasswordIsFoundAgainByItsHashAndNoOtherIs() {
    String phc = PasswordHash.hash(password);

    assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
    assertThat(PasswordHash.verify(password, phc)).isTrue();
    assertThat(PasswordHash.verify(Secret.of("correct Horse"), phc)).isFalse();
    assertThat(PasswordHash.verify(Secret.of(""), phc)).isFalse();
  }

  @Test
  @Requirement("S-36")
  void theSameNameTwiceGivesTwoSalts() {
    assertThat(PasswordHash.hash(password)).isNotEqualTo(PasswordHash.hash(password));
  }

  /** From the tests of the reference implementation, phc-winner-argon2. */
  @Test
  void aHashOfTheReferenceImplementationIsUnderstood() {
    assertThat(
            PasswordHash.verify(
                Secret.of("password"),
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=64$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GR?Pc"
      })
  @Requirement("S-35")
  void aStringThatIsNoHashOrCostsTooMuchMatchesNothing(String phc) {
    assertThat(PhcString.parse(phc)).isEmpty();
    assertThat(PasswordHash.verify(Secret.of("password"), phc)).isFalse();
  }

  @Test
  @Requirement("S-16")
  void aSecretDoesNotShowItself() {
    assertThat(password.toString()).doesNotContain("horse");
    assertThat(password).hasToString("<secret>");
    assertThat(password.matches(Secret.of("correct horse".toCharArray()))).isTrue();
    assertThat(new String(Secret.of("pässwörd").characters())).isEqualTo("pässwörd");
    assertThat(Secret.of("pässwörd".toCharArray()).octets()).hasSize(10);
  }

  @Test
  void aClosedSecretIsWiped() {
    Secret secret = Secret.of("x");
    secret.close();

    assertThat(secret.octets()).containsOnly(0);
  }

  @Test
  void aOneTimePasswordSurvivesBeingTyped() {
    String code = RandomCode.oneTimePassword();

    assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}");
    assertThat(RandomCode.oneTimePassword()).isNotEqualTo(code);
    assertThat(RandomCode.normalized(" " + code.toLowerCase(Locale.ROOT) + "\n"))
        .isEqualTo(RandomCode.normalized(code))
        .hasSize(30);
    assertThat(RandomCode.normalized("oIl-5")).isEqualTo("0115");
  }
}
