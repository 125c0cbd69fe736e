package org.bequest.formats.keys.pskc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Times;
import org.bouncycastle.asn1.DERGeneralizedTime;

/**
 * GeneralizedTime in DER, which is what the canonical representation of an XML dateTime becomes: in
 * UTC, with seconds, without zeros at the end of a fraction, and never in a leap second (RFC 6031
 * section 3.1.1.6, X.690 section 11.7).
 */
final class CanonicalTime {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("MMddHHmmss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private CanonicalTime() {}

  static Instant decode(Encoded value, String path) throws MalformedException {
    if (value.identifier() != Times.GENERALIZED) {
      throw new MalformedException("not a GeneralizedTime at " + path);
    }
    String text = new String(value.content(), US_ASCII);
    try {
      Instant time = LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC);
      if (!text(time).equals(text)) {
        throw new MalformedException("not DER: a time in another form at " + path);
      }
      return time;
    } catch (DateTimeException e) {
      throw new MalformedException("no time at " + path, e);
    }
  }

  /** Years have four digits. */
  static boolean canBe(Instant time) {
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    return year >= 0 && year <= 9999;
  }

  static Encoded encode(Instant time) {
    return Encoded.of(new DERGeneralizedTime(text(time)));
  }

  private static String text(Instant time) {
    return FORM.format(time.atOffset(ZoneOffset.UTC));
  }
}
