package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Text;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * Which shared secret an identity proof was made with. It changes the key of that proof.
 *
 * <pre>
 * Identification ::= UTF8String                           -- RFC 5272 section 6.2.3
 * </pre>
 */
public record Identification(String identity) implements Control {
  static Identification decode(Encoded value) throws MalformedException {
    return new Identification(Text.utf8(value, "/Identification"));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.IDENTIFICATION.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(Encoded.of(new DERUTF8String(identity)));
  }
}
