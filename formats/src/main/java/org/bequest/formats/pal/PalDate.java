package org.bequest.formats.pal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.bequest.formats.MalformedException;

/**
 * The form of dates in a PAL: exactly 20 characters, whole seconds, no leap second (RFC 8295
 * section 2.1), no hour 24 (canonical representation of a dateTime).
 *
 * <pre>
 * YYYY-MM-DDTHH:MM:SSZ
 * </pre>
 */
final class PalDate {
  /** The schema of section 2.1.2 has nothing before it. */
  static final Instant EARLIEST = Instant.parse("2013-05-23T00:00:00Z");

  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final Pattern FORM =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");

  private PalDate() {}

  static boolean fits(Instant date) {
    return date.equals(date.truncatedTo(ChronoUnit.SECONDS))
        && !date.isBefore(EARLIEST)
        && !date.isAfter(LATEST);
  }

  static Instant decode(String text, String path) throws MalformedException {
    if (!FORM.matcher(text).matches()) {
      throw new MalformedException("not a date of the form YYYY-MM-DDTHH:MM:SSZ at " + path);
    }
    try {
      Instant date = Instant.parse(text);
      if (date.isBefore(EARLIEST)) {
        throw new MalformedException("a date before " + EARLIEST + " at " + path);
      }
      return date;
    } catch (DateTimeException _) {
      throw new MalformedException("no such day at " + path);
    }
  }

  static String encode(Instant date) {
    return date.toString();
  }
}
