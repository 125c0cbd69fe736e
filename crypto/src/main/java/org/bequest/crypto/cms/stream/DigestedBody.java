package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.OutputStream;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.DigestedContent;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Content as a DigestedData. */
public final class DigestedBody implements Body {
  private final Body content;
  private final Frame frame;

  private DigestedBody(Body content, Frame frame) {
    this.content = content;
    this.frame = frame;
  }

  /** After one pass over the content. */
  public static DigestedBody of(Body content, DigestAlgorithm algorithm) throws IOException {
    DigestedContent empty =
        new DigestedContent(
            algorithm.identifier(),
            content.type(),
            new byte[0],
            new Digests(content).computed(algorithm));
    return new DigestedBody(content, Frame.around(empty, content.length()));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.DIGESTED_DATA;
  }

  @Override
  public long length() {
    return frame.length(content.length());
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(frame.head());
    content.writeTo(out);
    out.write(frame.tail());
  }
}
