package org.bequest.formats.cmc.part;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Arbitrary data inside a message of CMC. It is ignored unless a control points at it.
 *
 * <pre>
 * OtherMsg ::= SEQUENCE {
 *   bodyPartID        BodyPartID,
 *   otherMsgType      OBJECT IDENTIFIER,
 *   otherMsgValue     ANY DEFINED BY otherMsgType }       -- RFC 5272 section 3.2.1.4
 * </pre>
 */
public record OtherMsg(BodyPartId id, ASN1ObjectIdentifier type, Encoded value) {
  private static final String PATH = "/otherMsgSequence";

  public static OtherMsg decode(Encoded encoded) throws MalformedException {
    PartReader fields = PartReader.of(encoded, PATH);
    BodyPartId id = BodyPartId.ofElement(fields.next("bodyPartID"), PATH);
    ASN1ObjectIdentifier type = fields.next("otherMsgType", ASN1ObjectIdentifier::getInstance);
    Encoded value = fields.next("otherMsgValue");
    fields.end();
    return new OtherMsg(id, type, value);
  }

  public Encoded encode() {
    return Encoded.sequence(id.encode(), Encoded.of(type), value);
  }
}
