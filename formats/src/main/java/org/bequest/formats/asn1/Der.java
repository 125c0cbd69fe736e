package org.bequest.formats.asn1;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/** Writes what was built in memory; the checked exception of the library cannot happen there. */
public final class Der {
  private Der() {}

  /** SETs sorted, lengths definite and shortest, strings primitive. */
  public static byte[] of(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
