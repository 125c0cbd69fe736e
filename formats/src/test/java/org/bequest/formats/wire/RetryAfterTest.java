package org.bequest.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");

  @ParameterizedTest
  @Requirement("R7030-4.2.3-5")
  @ValueSource(
      strings = {
        "30",
        " 030 ",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
      })
  void secondsAndDatesAreRead(String field) {
    assertThat(RetryAfter.parse(field, NOW)).contains(Duration.ofSeconds(30));
  }

  @Test
  void theTwoDigitYearOfTheObsoleteFormIsRead() {
    Instant now = Instant.parse("2026-11-06T08:49:07Z");
    assertThat(RetryAfter.parse("Friday, 06-Nov-26 08:49:37 GMT", now))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  @Requirement("S-59")
  void hugeAndPastValuesAreClamped() {
    assertThat(RetryAfter.parse("9".repeat(500), NOW)).contains(RetryAfter.LONGEST);
    assertThat(RetryAfter.parse("99999999999", NOW)).contains(RetryAfter.LONGEST);
    assertThat(RetryAfter.parse("Sun, 06 Nov 2095 08:49:37 GMT", NOW)).contains(RetryAfter.LONGEST);
    assertThat(RetryAfter.parse("Sat, 05 Nov 1994 08:49:37 GMT", NOW)).contains(Duration.ZERO);
    assertThat(RetryAfter.parse("0", NOW)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @Requirement("S-59")
  @ValueSource(strings = {"", "-1", "1.5", "soon", "1 2", "٣", "Sun, 32 Nov 1994 08:49:37 GMT"})
  void nonsenseIsNothing(String field) {
    assertThat(RetryAfter.parse(field, NOW)).isEmpty();
  }

  @Test
  void weSendWholeSecondsAndNeverNone() {
    assertThat(RetryAfter.format(Duration.ofMillis(1500))).isEqualTo("2");
    assertThat(RetryAfter.format(Duration.ZERO)).isEqualTo("1");
    assertThat(RetryAfter.format(Duration.ofSeconds(-5))).isEqualTo("1");
    assertThat(RetryAfter.format(Duration.ofDays(9000))).isEqualTo("2592000");
  }
}
