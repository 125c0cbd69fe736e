package org.bequest.formats.cmc;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A control in its place.
 *
 * <pre>
 * TaggedAttribute ::= SEQUENCE {
 *   bodyPartID         BodyPartID,
 *   attrType           OBJECT IDENTIFIER,
 *   attrValues         SET OF AttributeValue }            -- RFC 5272 section 3.2.1.1
 * </pre>
 */
public record TaggedAttribute(BodyPartId id, Control control) {
  private static final String PATH = "/controlSequence";

  static TaggedAttribute decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    BodyPartId id = BodyPartId.ofElement(fields.next("bodyPartID"), PATH);
    ASN1ObjectIdentifier type = fields.next("attrType", ASN1ObjectIdentifier::getInstance);
    Control control = Control.decode(type, fields.next("attrValues"));
    fields.end();
    return new TaggedAttribute(id, control);
  }

  Encoded encode() {
    return Encoded.sequence(
        id.encode(), Encoded.of(control.type()), Encoded.setOf(control.values()));
  }
}
