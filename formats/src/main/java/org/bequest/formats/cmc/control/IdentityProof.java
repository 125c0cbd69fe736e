package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The knowledge of a shared secret, shown with SHA-1 and HMAC-SHA1.
 *
 * <pre>
 * IdentityProof ::= OCTET STRING                          -- RFC 5272 section 6.2.2
 * </pre>
 */
public record IdentityProof(Octets witness) implements Control {
  static IdentityProof decode(Encoded value) throws MalformedException {
    return new IdentityProof(OctetValue.decode(value, "/IdentityProof"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.IDENTITY_PROOF.oid();
  }

  @Override
  public List<Encoded> values() {
    return OctetValue.encode(witness);
  }
}
