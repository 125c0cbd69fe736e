package org.bequest.formats.cmc.part;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;

/**
 * A message of CMS inside a message of CMC. It is ignored unless a control points at it.
 *
 * <pre>
 * TaggedContentInfo ::= SEQUENCE {
 *   bodyPartID              BodyPartID,
 *   contentInfo             ContentInfo }                 -- RFC 5272 section 3.2.1.3
 * </pre>
 *
 * @param contentInfo as it came: it may be signed
 */
public record TaggedContentInfo(BodyPartId id, Encoded contentInfo) {
  private static final String PATH = "/cmsSequence";

  public static TaggedContentInfo decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    BodyPartId id = BodyPartId.ofElement(fields.next("bodyPartID"), PATH);
    Encoded contentInfo = fields.next("contentInfo");
    if (contentInfo.identifier() != Encoded.SEQUENCE) {
      throw new MalformedException("not a ContentInfo at " + PATH);
    }
    fields.end();
    return new TaggedContentInfo(id, contentInfo);
  }

  public Encoded encode() {
    return Encoded.sequence(id.encode(), contentInfo);
  }
}
