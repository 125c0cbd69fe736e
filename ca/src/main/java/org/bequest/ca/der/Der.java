package org.bequest.ca.der;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/** Puts encoded parts together without decoding them. */
public final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int EXPLICIT = 0xa0;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SHORT_FORM = 0x80;
  private static final int FIRST_GENERALIZED_YEAR = 2050;
  private static final DateTimeFormatter UTC_FORM = formatter("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter GENERALIZED_FORM = formatter("yyyyMMddHHmmss'Z'");

  private Der() {}

  public static byte[] encode(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A SEQUENCE of parts that are DER each. */
  public static byte[] sequence(byte[]... parts) {
    return wrap(SEQUENCE, parts);
  }

  /** {@code [number] EXPLICIT}. */
  public static byte[] explicit(int number, byte[] content) {
    return wrap(EXPLICIT | number, content);
  }

  /** UTCTime through 2049, GeneralizedTime after it, in whole seconds (RFC 5280 4.1.2.5). */
  public static byte[] time(Instant at) {
    boolean utc = at.atOffset(ZoneOffset.UTC).getYear() < FIRST_GENERALIZED_YEAR;
    String text = (utc ? UTC_FORM : GENERALIZED_FORM).format(at);
    return wrap(utc ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The tag and the length of a SEQUENCE. */
  public static byte[] sequenceHeader(int length) {
    return header(SEQUENCE, length);
  }

  /** Copies a part and returns the index behind it. */
  public static int put(byte[] part, byte[] target, int at) {
    System.arraycopy(part, 0, target, at, part.length);
    return at + part.length;
  }

  private static byte[] wrap(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] header = header(tag, length);
    byte[] whole = new byte[header.length + length];
    int at = put(header, whole, 0);
    for (byte[] part : parts) {
      at = put(part, whole, at);
    }
    return whole;
  }

  /** X.690 section 8.1.3: one octet for a length below 128, else the count of octets before it. */
  private static byte[] header(int tag, int length) {
    if (length < SHORT_FORM) {
      return new byte[] {(byte) tag, (byte) length};
    }
    int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    byte[] header = new byte[2 + octets];
    header[0] = (byte) tag;
    header[1] = (byte) (SHORT_FORM | octets);
    for (int i = 0; i < octets; i++) {
      header[2 + i] = (byte) (length >>> (8 * (octets - 1 - i)));
    }
    return header;
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
