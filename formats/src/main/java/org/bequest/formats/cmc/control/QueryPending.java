package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Asks what became of a request, by the token that came with its status.
 *
 * <pre>
 * QueryPending ::= OCTET STRING                 -- RFC 5272 section 6.13
 * </pre>
 */
public record QueryPending(Octets token) implements Control {
  static QueryPending decode(Encoded value) throws MalformedException {
    return new QueryPending(OctetValue.decode(value, "/QueryPending"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.QUERY_PENDING.oid();
  }

  @Override
  public List<Encoded> values() {
    return OctetValue.encode(token);
  }
}
