package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Answers to such requests in the cmsSequence.
 *
 * <pre>
 * BodyPartList ::= SEQUENCE SIZE (1..MAX) OF BodyPartID     -- RFC 5272 section 6.17
 * </pre>
 */
public record BatchResponses(List<BodyPartId> parts) implements Control {
  public BatchResponses {
    parts = List.copyOf(parts);
  }

  static BatchResponses decode(Encoded value) throws MalformedException {
    return new BatchResponses(BodyPartId.decodeIds(value, "/BatchResponses"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.BATCH_RESPONSES.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(BodyPartReference.encodeList(parts));
  }
}
