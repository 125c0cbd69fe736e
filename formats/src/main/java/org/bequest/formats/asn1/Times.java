package org.bequest.formats.asn1;

import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.DERGeneralizedTime;

/** Times as GeneralizedTime, to the second. */
public final class Times {
  /** The identifier octet of a GeneralizedTime. */
  public static final int GENERALIZED = 0x18;

  private Times() {}

  public static Optional<Instant> decode(Optional<Encoded> value, String path)
      throws MalformedException {
    return value.isEmpty() ? Optional.empty() : Optional.of(decode(value.get(), path));
  }

  public static Instant decode(Encoded value, String path) throws MalformedException {
    Object primitive = value.value();
    try {
      return Asn1.typed(primitive, ASN1GeneralizedTime::getInstance, path).getDate().toInstant();
    } catch (ParseException | RuntimeException e) {
      throw new MalformedException("no time at " + path, e);
    }
  }

  public static Encoded encode(Instant time) {
    return Encoded.of(new DERGeneralizedTime(Date.from(time.truncatedTo(ChronoUnit.SECONDS))));
  }
}
