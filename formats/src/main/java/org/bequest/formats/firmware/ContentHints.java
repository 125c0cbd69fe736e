package org.bequest.formats.firmware;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.asn1.Text;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * What lies in the innermost layer, for people.
 *
 * <pre>
 * ContentHints ::= SEQUENCE {
 *   contentDescription UTF8String (SIZE (1..MAX)) OPTIONAL,
 *   contentType        ContentType }                  -- RFC 2634 section 2.9
 * </pre>
 *
 * @param contentType of the innermost content
 */
public record ContentHints(Optional<String> description, ASN1ObjectIdentifier contentType)
    implements FirmwareAttribute {
  /** As RFC 4108 section 2.2.12 wants it: with a text, and about a firmware package. */
  public static ContentHints of(String description) {
    return new ContentHints(Optional.of(description), CmsOids.FIRMWARE_PACKAGE);
  }

  static ContentHints decode(ASN1Encodable value, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    Optional<ASN1Primitive> text = fields.optional(ASN1UTF8String.class::isInstance);
    Optional<String> description = Optional.empty();
    if (text.isPresent()) {
      String where = path + "/contentDescription";
      description = Optional.of(Text.utf8(Encoded.of(text.get()), where));
    }
    ASN1ObjectIdentifier type = fields.next("contentType", ASN1ObjectIdentifier::getInstance);
    fields.end();
    return new ContentHints(description, type);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return FirmwareOids.CONTENT_HINTS;
  }

  @Override
  public ASN1Encodable value() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    description.ifPresent(d -> fields.add(new DERUTF8String(d)));
    fields.add(contentType);
    return new DERSequence(fields);
  }
}
