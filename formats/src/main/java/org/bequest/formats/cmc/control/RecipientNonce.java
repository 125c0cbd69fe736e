package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The {@link SenderNonce} of the message that this one answers.
 *
 * <pre>
 * RecipientNonce ::= OCTET STRING                         -- RFC 5272 section 6.6
 * </pre>
 */
public record RecipientNonce(Octets nonce) implements Control {
  static RecipientNonce decode(Encoded value) throws MalformedException {
    return new RecipientNonce(OctetValue.decode(value, "/RecipientNonce"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.RECIPIENT_NONCE.oid();
  }

  @Override
  public List<Encoded> values() {
    return OctetValue.encode(nonce);
  }
}
