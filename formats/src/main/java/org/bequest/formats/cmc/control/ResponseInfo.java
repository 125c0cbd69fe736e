package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What client and server have agreed to say in an answer.
 *
 * <pre>
 * ResponseInfo ::= OCTET STRING                 -- RFC 5272 section 6.12
 * </pre>
 */
public record ResponseInfo(Octets data) implements Control {
  static ResponseInfo decode(Encoded value) throws MalformedException {
    return new ResponseInfo(OctetValue.decode(value, "/ResponseInfo"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.RESPONSE_INFO.oid();
  }

  @Override
  public List<Encoded> values() {
    return OctetValue.encode(data);
  }
}
