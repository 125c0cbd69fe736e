package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Content as a SignedData. */
public final class SignedBody implements Body {
  private final Body content;
  private final SignedContent signed;
  private final Frame frame;

  private SignedBody(Body content, SignedContent signed) {
    this.content = content;
    this.signed = signed;
    SignedContent empty =
        new SignedContent(
            content.type(), new byte[0], signed.certificates(), signed.crls(), signed.signers());
    this.frame = Frame.around(empty, content.length());
  }

  /**
   * Signs, after one pass over the content for each hash that its signers use.
   *
   * @param order who signs, with which attributes, and what goes along
   */
  public static SignedBody sign(Body content, UnaryOperator<SignedMessage> order)
      throws IOException {
    try {
      SignedMessage message = order.apply(SignedMessage.of(new Digests(content)));
      return new SignedBody(content, message.signedContent());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * With signatures that were made before, such as those of a package whose unsigned attributes are
   * exchanged. Nothing is checked; certificates of other kinds than X.509 were left out when the
   * message was read.
   *
   * @param signed whose own octets, if there are any, do not matter
   * @throws IllegalArgumentException when they are about another type of content
   */
  public static SignedBody of(Body content, SignedContent signed) {
    if (!content.type().equals(signed.contentType())) {
      throw new IllegalArgumentException("signatures about other content");
    }
    return new SignedBody(content, signed);
  }

  /** The signatures and what goes along, without the content. */
  public SignedContent signed() {
    return signed;
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.SIGNED_DATA;
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
