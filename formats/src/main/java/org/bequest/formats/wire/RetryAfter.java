package org.bequest.formats.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The field that says when to ask again, on a 202, 429 or 503 answer.
 *
 * <pre>
 * Retry-After = HTTP-date / delay-seconds              -- RFC 9110 section 10.2.3
 * </pre>
 */
public final class RetryAfter {
  /** Nobody waits for longer without asking again. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private static final int MOST_DIGITS = 18;
  private static final int LONGEST_DATE = 40;

  private RetryAfter() {}

  /**
   * How long to wait, from zero to {@link #LONGEST}; nothing when the field is neither a number of
   * seconds nor an HTTP date.
   */
  public static Optional<Duration> parse(String field, Instant now) {
    String value = field.strip();
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(seconds(value));
    }
    return instant(value).map(then -> clamped(Duration.between(now, then)));
  }

  /** Always seconds, since strongSwan reads nothing else; at least one. */
  public static String format(Duration wait) {
    long seconds = clamped(wait).plusNanos(999_999_999).toSeconds();
    return Long.toString(Math.max(1, seconds));
  }

  private static Duration seconds(String digits) {
    return digits.length() > MOST_DIGITS
        ? LONGEST
        : clamped(Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static Duration clamped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** An HTTP-date in one of the forms of RFC 9110 section 5.6.7, the last two of them obsolete. */
  public static Optional<Instant> instant(String field) {
    String value = field.strip();
    return value.length() > LONGEST_DATE
        ? Optional.empty()
        : forms().stream().flatMap(form -> date(value, form).stream()).findFirst();
  }

  private static Optional<Instant> date(String value, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static List<DateTimeFormatter> forms() {
    DateTimeFormatter rfc850 =
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.US);
    return List.of(
        DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US),
        rfc850,
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US));
  }
}
