package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.OutputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Content that can be written any number of times, the same octets each time. A layer around
 * content is content again, so they nest: each knows its length before it is written, which is why
 * all of it comes out in DER.
 */
public interface Body {
  ASN1ObjectIdentifier type();

  long length();

  /** Does not close the stream. */
  void writeTo(OutputStream out) throws IOException;
}
