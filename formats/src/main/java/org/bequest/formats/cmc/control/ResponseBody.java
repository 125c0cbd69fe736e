package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The answer at the end of this path is part of this answer.
 *
 * <pre>
 * BodyPartPath ::= SEQUENCE SIZE (1..MAX) OF BodyPartID     -- RFC 6402 section 2.6
 * </pre>
 */
public record ResponseBody(BodyPartPath path) implements Control {
  static ResponseBody decode(Encoded value) throws MalformedException {
    return new ResponseBody(BodyPartPath.decode(value, "/ResponseBody"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.RESPONSE_BODY.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(path.encode());
  }
}
