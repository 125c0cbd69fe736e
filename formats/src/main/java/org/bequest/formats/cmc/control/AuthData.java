package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Points at an AuthenticatedData in the cmsSequence, whose authenticated PKIData is processed.
 *
 * <pre>
 * AuthPublish ::= BodyPartID                              -- RFC 5272 section 6.16
 * </pre>
 */
public record AuthData(BodyPartId part) implements Control {
  static AuthData decode(Encoded value) throws MalformedException {
    return new AuthData(BodyPartId.ofElement(value, "/AuthPublish"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.AUTH_DATA.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(part.encode());
  }
}
