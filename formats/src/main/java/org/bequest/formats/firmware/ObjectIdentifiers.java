package org.bequest.formats.firmware;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/** <code>SEQUENCE OF OBJECT IDENTIFIER</code>, which three attributes are. */
final class ObjectIdentifiers {
  private ObjectIdentifiers() {}

  static List<ASN1ObjectIdentifier> decode(ASN1Encodable value, String path)
      throws MalformedException {
    List<ASN1ObjectIdentifier> identifiers = new ArrayList<>();
    for (ASN1Encodable element : Asn1.typed(value, ASN1Sequence::getInstance, path)) {
      if (!(element instanceof ASN1ObjectIdentifier identifier)) {
        throw new MalformedException("no object identifier at " + path);
      }
      identifiers.add(identifier);
    }
    return identifiers;
  }

  static ASN1Sequence toAsn1(List<ASN1ObjectIdentifier> identifiers) {
    return new DERSequence(identifiers.toArray(ASN1Encodable[]::new));
  }
}
