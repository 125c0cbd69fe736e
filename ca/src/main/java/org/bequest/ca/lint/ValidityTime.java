package org.bequest.ca.lint;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.Time;

/** Reads the two times of a validity. */
final class ValidityTime {
  /** As Bouncy Castle writes either kind of time, the century filled in. */
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'GMT'xxx", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private ValidityTime() {}

  static Instant notBefore(TbsFields tbs) {
    return at(tbs.validity().getObjectAt(0));
  }

  static Instant notAfter(TbsFields tbs) {
    return at(tbs.validity().getObjectAt(1));
  }

  static Instant at(ASN1Encodable time) {
    return FORM.parse(Time.getInstance(time).getTime(), Instant::from);
  }
}
