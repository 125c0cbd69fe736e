package org.bequest.client.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  private final TestCa root = TestCa.root("CN=root");
  private final Fingerprint fingerprint = Fingerprint.of(root.certificate());

  @Test
  @Requirement("R7030-4.1.1-2")
  void readsTheSpellingsOfCommonTools() {
    String pairs = fingerprint.toString();
    String digits = pairs.replace(":", "");
    assertThat(pairs).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    assertThat(Fingerprint.parse(pairs)).isEqualTo(fingerprint);
    assertThat(Fingerprint.parse(digits.toLowerCase(Locale.ROOT))).isEqualTo(fingerprint);
    assertThat(Fingerprint.parse("sha256:" + digits)).isEqualTo(fingerprint);
    assertThat(Fingerprint.parse("SHA256 Fingerprint=" + pairs)).isEqualTo(fingerprint);
    assertThat(Fingerprint.parse(" " + pairs.replace(':', ' ') + "\n")).isEqualTo(fingerprint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        "DA:39:A3:EE:5E:6B:4B:0D:32:55:BF:EF:95:60:18:90:AF:D8:07:09",
        "zz"
      })
  void refusesShorterDigestsAndOtherText(String text) {
    assertThatThrownBy(() -> Fingerprint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void matchesThatCertificateOnly() {
    assertThat(fingerprint.matches(root.certificate())).isTrue();
    assertThat(fingerprint.matches(TestCa.root("CN=root").certificate())).isFalse();
  }
}
