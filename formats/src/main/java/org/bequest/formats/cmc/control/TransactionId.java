package org.bequest.formats.cmc.control;

import java.math.BigInteger;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Which messages belong together; once there, it stands in every message of the transaction.
 *
 * <pre>
 * TransactionId ::= INTEGER                               -- RFC 5272 section 6.6
 * </pre>
 */
public record TransactionId(BigInteger id) implements Control {
  static TransactionId decode(Encoded value) throws MalformedException {
    ASN1Integer number =
        Asn1.typed((Object) value.value(), ASN1Integer::getInstance, "/TransactionId");
    return new TransactionId(number.getValue());
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.TRANSACTION_ID.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(Encoded.of(new ASN1Integer(id)));
  }
}
