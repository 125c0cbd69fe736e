package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Content as a CompressedData (RFC 3274). It is compressed anew in each pass over it: before layers
 * are put around a long one, it is best written to a file, and that file taken as {@link
 * StreamedContent}.
 */
public final class CompressedBody implements Body {
  private final Body content;
  private final long compressed;
  private final Frame frame;

  private CompressedBody(Body content, long compressed) {
    this.content = content;
    this.compressed = compressed;
    CompressedContent empty =
        new CompressedContent(CompressedContent.ZLIB, content.type(), new byte[0]);
    this.frame = Frame.around(empty, compressed);
  }

  /** Compresses once only to know how long it becomes. */
  public static CompressedBody of(Body content) throws IOException {
    Pieces.Counter counter = new Pieces.Counter();
    deflate(content, counter);
    return new CompressedBody(content, counter.count());
  }

  private static void deflate(Body content, OutputStream out) throws IOException {
    try (Deflater deflater = new Deflater()) {
      DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, Pieces.SIZE);
      content.writeTo(deflating);
      deflating.finish();
    }
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.COMPRESSED_DATA;
  }

  @Override
  public long length() {
    return frame.length(compressed);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(frame.head());
    deflate(content, out);
    out.write(frame.tail());
  }
}
