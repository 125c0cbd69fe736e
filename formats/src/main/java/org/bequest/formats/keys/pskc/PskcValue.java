package org.bequest.formats.keys.pskc;

import java.math.BigInteger;
import java.time.Instant;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Text;
import org.bouncycastle.asn1.ASN1Integer;

/** A value of an attribute of RFC 6031. */
public sealed interface PskcValue
    permits PskcValue.TextValue,
        PskcValue.TimeValue,
        PskcValue.NumberValue,
        FriendlyName,
        AlgorithmParameters,
        ValueMac,
        KeyUsages,
        PinPolicy {
  Encoded encode();

  /** A UTF8String. */
  record TextValue(String value) implements PskcValue {
    static TextValue decode(Encoded value, String path) throws MalformedException {
      return new TextValue(Text.utf8(value, path));
    }

    @Override
    public Encoded encode() {
      return Fields.utf8(value);
    }
  }

  /** A GeneralizedTime, perhaps with fractions of a second. */
  record TimeValue(Instant value) implements PskcValue {
    /**
     * @throws IllegalArgumentException for a year that has not four digits
     */
    public TimeValue {
      if (!CanonicalTime.canBe(value)) {
        throw new IllegalArgumentException("no time for a GeneralizedTime");
      }
    }

    static TimeValue decode(Encoded value, String path) throws MalformedException {
      return new TimeValue(CanonicalTime.decode(value, path));
    }

    @Override
    public Encoded encode() {
      return CanonicalTime.encode(value);
    }
  }

  /** An INTEGER. Of a BinaryTime: seconds since 1970, without leap seconds (RFC 6019). */
  record NumberValue(BigInteger value) implements PskcValue {
    public static NumberValue of(long value) {
      return new NumberValue(BigInteger.valueOf(value));
    }

    @Override
    public Encoded encode() {
      return Encoded.of(new ASN1Integer(value));
    }
  }
}
