package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;

/**
 * RFC 5280 4.1.2.5: UTCTime through the year 2049 and GeneralizedTime from 2050 on, in seconds, in
 * Zulu time.
 */
final class ValidityEncoding implements LintRule {
  /** YYMMDDHHMMSSZ. */
  private static final int UTC_LENGTH = 13;

  /** YYYYMMDDHHMMSSZ. */
  private static final int GENERALIZED_LENGTH = 15;

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        tbs.validity().size() == 2
            && good(tbs.validity().getObjectAt(0))
            && good(tbs.validity().getObjectAt(1)),
        "a time is not in the form of RFC 5280 section 4.1.2.5");
  }

  private static boolean good(ASN1Encodable time) {
    if (time instanceof ASN1UTCTime utc) {
      return zulu(utc.toString(), UTC_LENGTH);
    }
    return time instanceof ASN1GeneralizedTime generalized
        && zulu(generalized.getTimeString(), GENERALIZED_LENGTH)
        && generalized.getTimeString().compareTo("2050") >= 0;
  }

  private static boolean zulu(String time, int length) {
    return time.length() == length && time.endsWith("Z");
  }
}
