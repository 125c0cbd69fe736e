package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What the witnesses in the requests of this message are computed over.
 *
 * <pre>
 * PopLinkRandom ::= OCTET STRING                          -- RFC 5272 section 6.3.1.3
 * </pre>
 */
public record PopLinkRandom(Octets random) implements Control {
  static PopLinkRandom decode(Encoded value) throws MalformedException {
    return new PopLinkRandom(OctetValue.decode(value, "/PopLinkRandom"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.POP_LINK_RANDOM.oid();
  }

  @Override
  public List<Encoded> values() {
    return OctetValue.encode(random);
  }
}
