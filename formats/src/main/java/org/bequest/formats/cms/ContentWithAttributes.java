package org.bequest.formats.cms;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.Attribute;

/**
 * Content with attributes beside it, which are as authentic as what lies around both.
 *
 * <pre>
 * ContentWithAttributes ::= SEQUENCE {
 *   content ContentInfo,
 *   attrs   SEQUENCE SIZE (1..MAX) OF Attribute }                 -- RFC 4073 section 3
 * </pre>
 *
 * @param attributes in their order: it is no SET
 */
public record ContentWithAttributes(Content content, Attributes attributes) implements Layer {
  private static final String PATH = "/ContentWithAttributes";

  /**
   * @throws IllegalArgumentException without an attribute
   */
  public ContentWithAttributes {
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("content with no attributes");
    }
  }

  /** Reads a ContentInfo with a ContentWithAttributes, in DER or BER. */
  public static ContentWithAttributes decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static ContentWithAttributes of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static ContentWithAttributes of(Content content, CmsLimits limits)
      throws MalformedException {
    if (!content.is(CmsOids.CONTENT_WITH_ATTRS)) {
      throw new MalformedException("not a ContentWithAttributes at /ContentInfo/contentType");
    }
    SequenceReader fields = SequenceReader.of(Asn1.ber(content.octets(), limits.structure()), PATH);
    Content inner = Content.of(fields.next("content"));
    ASN1Sequence attributes = fields.next("attrs", ASN1Sequence::getInstance);
    fields.end();
    return new ContentWithAttributes(
        inner, Attributes.decode(attributes, attributes.size(), PATH + "/attrs", limits));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.CONTENT_WITH_ATTRS;
  }

  @Override
  public Content encode() {
    ASN1Encodable attrs = new DERSequence(attributes.attributes().toArray(Attribute[]::new));
    return new Content(
        CmsOids.CONTENT_WITH_ATTRS,
        Der.of(new DERSequence(new ASN1Encodable[] {content.contentInfo(), attrs})));
  }
}
