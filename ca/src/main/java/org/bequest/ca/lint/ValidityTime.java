package org.bequest.ca.lint;

import java.time.Instant;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.Time;

/** Reads the two times of a validity. */
final class ValidityTime {
  private ValidityTime() {}

  static Instant notBefore(TbsFields tbs) {
    return at(tbs.validity().getObjectAt(0));
  }

  static Instant notAfter(TbsFields tbs) {
    return at(tbs.validity().getObjectAt(1));
  }

  static Instant at(ASN1Encodable time) {
    return Time.getInstance(time).getDate().toInstant();
  }
}
