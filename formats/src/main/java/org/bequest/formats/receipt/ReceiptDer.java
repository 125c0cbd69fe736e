package org.bequest.formats.receipt;

import java.util.Arrays;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;

/** RFC 7191 sections 4 and 5: these content types are DER, to the DEFAULT that is left out. */
final class ReceiptDer {
  /** The version that is written; the one before it is deprecated and still read. */
  static final int VERSION = 2;

  private static final Limits LIMITS = new Limits(64 << 10, 16, 4_000);

  private ReceiptDer() {}

  static ASN1Primitive read(byte[] encoded) throws MalformedException {
    return Asn1.der(encoded, LIMITS);
  }

  /** <code>KeyPkgVersion ::= INTEGER { v1(1), v2(2) } (1 .. 65535)</code>, DEFAULT v2. */
  static int version(SequenceReader fields) throws MalformedException {
    return fields.startsWith(ASN1Integer.class) ? fields.version(1, VERSION) : VERSION;
  }

  /** The only difference that can be left is a DEFAULT that was encoded. */
  static void checkSame(ASN1Encodable decoded, ASN1Encodable received, String path)
      throws MalformedException {
    if (!Arrays.equals(Der.of(decoded), Der.of(received))) {
      throw new MalformedException("not DER at " + path);
    }
  }
}
