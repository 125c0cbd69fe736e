package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What the sender of this message wants to see again as {@link RecipientNonce}.
 *
 * <pre>
 * SenderNonce ::= OCTET STRING                            -- RFC 5272 section 6.6
 * </pre>
 */
public record SenderNonce(Octets nonce) implements Control {
  static SenderNonce decode(Encoded value) throws MalformedException {
    return new SenderNonce(OctetValue.decode(value, "/SenderNonce"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.SENDER_NONCE.oid();
  }

  @Override
  public List<Encoded> values() {
    return OctetValue.encode(nonce);
  }
}
