package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Requests of others in the cmsSequence, each of which is answered by itself.
 *
 * <pre>
 * BodyPartList ::= SEQUENCE SIZE (1..MAX) OF BodyPartID     -- RFC 5272 section 6.17
 * </pre>
 */
public record BatchRequests(List<BodyPartId> parts) implements Control {
  public BatchRequests {
    parts = List.copyOf(parts);
  }

  static BatchRequests decode(Encoded value) throws MalformedException {
    return new BatchRequests(BodyPartId.decodeIds(value, "/BatchRequests"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.BATCH_REQUESTS.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(BodyPartReference.encodeList(parts));
  }
}
