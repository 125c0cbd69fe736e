package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Whatever a client wants to see again in the answer.
 *
 * <pre>
 * DataReturn ::= OCTET STRING                             -- RFC 5272 section 6.4
 * </pre>
 */
public record DataReturn(Octets data) implements Control {
  static DataReturn decode(Encoded value) throws MalformedException {
    return new DataReturn(OctetValue.decode(value, "/DataReturn"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.DATA_RETURN.oid();
  }

  @Override
  public List<Encoded> values() {
    return OctetValue.encode(data);
  }
}
