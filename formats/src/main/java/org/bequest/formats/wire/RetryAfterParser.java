package org.bequest.formats.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Placeholder for the three forms of HTTP dates. */
final class RetryAfterParser {
  private static final int MOST_DIGITS = 18;

  private RetryAfterParser() {}

  static Optional<Duration> parse(String field, Instant now) {
    if (!field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(seconds(field));
    }
    try {
      Instant then = ZonedDateTime.parse(field, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(clamped(Duration.between(now, then)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration seconds(String digits) {
    return digits.length() > MOST_DIGITS
        ? RetryAfter.LONGEST
        : clamped(Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static Duration clamped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : wait;
  }
}
