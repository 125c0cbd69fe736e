package org.bequest.formats.firmware;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Integer;

/** What receipts and errors have in common. */
final class ReportFields {
  private static final Limits LIMITS = new Limits(256 << 10, 16, 10_000);

  private ReportFields() {}

  /** After the version: <code>INTEGER { v1(1) } DEFAULT v1</code>, the only one there is. */
  static SequenceReader of(byte[] encoded, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(Asn1.ber(encoded, LIMITS), path);
    if (fields.startsWith(ASN1Integer.class)) {
      fields.version(1, 1);
    }
    return fields;
  }
}
