package org.bequest.formats.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The field of a 202, 429 or 503 answer (RFC 9110 section 10.2.3). */
public final class RetryAfter {
  /** Nobody waits for longer without asking again. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private RetryAfter() {}

  /**
   * How long to wait, from zero to {@link #LONGEST}; nothing when the field is neither a number of
   * seconds nor an HTTP date.
   */
  public static Optional<Duration> parse(String field, Instant now) {
    return RetryAfterParser.parse(field.strip(), now);
  }

  /** Always seconds, since strongSwan reads nothing else; at least one. */
  public static String format(Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return Long.toString(Math.clamp(seconds, 1, LONGEST.toSeconds()));
  }
}
