package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A registration authority has checked who asks: in the identity proof, or for the request, at the
 * end of this path.
 *
 * <pre>
 * BodyPartPath ::= SEQUENCE SIZE (1..MAX) OF BodyPartID     -- RFC 6402 section 2.5
 * </pre>
 */
public record RaIdentityWitness(BodyPartPath path) implements Control {
  static RaIdentityWitness decode(Encoded value) throws MalformedException {
    return new RaIdentityWitness(BodyPartPath.decode(value, "/RaIdentityWitness"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.RA_IDENTITY_WITNESS.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(path.encode());
  }
}
