package org.bequest.crypto.cms.stream;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A whole message: the outermost layer, or a leaf, as a ContentInfo (RFC 5652 section 3).
 *
 * @param content within; id-data and firmware packages become an OCTET STRING
 */
public record ContentInfoBody(Body content) implements Body {
  /**
   * Types whose octets are no encoding by themselves (RFC 5652 section 4, RFC 4108 section 2.1).
   */
  static final Set<ASN1ObjectIdentifier> OCTET_STRINGS =
      Set.of(CmsOids.DATA, CmsOids.FIRMWARE_PACKAGE);

  private static final int SEQUENCE = 0x30;
  private static final int CONTENT = 0xa0;

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.CONTENT_INFO;
  }

  @Override
  public long length() {
    return head().length + content.length();
  }

  /**
   * @throws IOException also when the content was not as long as it was before: what has been
   *     written is no message then
   */
  @Override
  public void writeTo(OutputStream out) throws IOException {
    Counting counting = new Counting(out);
    counting.write(head());
    content.writeTo(counting);
    if (counting.count != length()) {
      throw new IOException("the content changed while it was written");
    }
  }

  private byte[] head() {
    byte[] type = Der.of(content.type());
    byte[] string =
        OCTET_STRINGS.contains(content.type())
            ? Lengths.header(OctetString.PRIMITIVE, content.length())
            : new byte[0];
    byte[] tag = Lengths.header(CONTENT, string.length + content.length());
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(
        Lengths.header(SEQUENCE, type.length + tag.length + string.length + content.length()));
    head.writeBytes(type);
    head.writeBytes(tag);
    head.writeBytes(string);
    return head.toByteArray();
  }

  private static final class Counting extends FilterOutputStream {
    private long count;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      count++;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      out.write(octets, offset, length);
      count += length;
    }
  }
}
