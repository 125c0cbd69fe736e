package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Ties a request to the shared secret, with SHA-1 and HMAC-SHA1. It stands in the attributes of a
 * PKCS#10 request or the controls of a CRMF request.
 *
 * <pre>
 * PopLinkWitness ::= OCTET STRING                         -- RFC 5272 section 6.3.1.2
 * </pre>
 */
public record PopLinkWitness(Octets witness) implements Control {
  /** The value, wherever it stands. */
  public static PopLinkWitness decode(Encoded value) throws MalformedException {
    return new PopLinkWitness(OctetValue.decode(value, "/PopLinkWitness"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.POP_LINK_WITNESS.oid();
  }

  @Override
  public List<Encoded> values() {
    return OctetValue.encode(witness);
  }
}
