package org.bequest.formats.pkix;

import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * An attribute that a server wants in the next request, with the values to use.
 *
 * @param values at least one
 */
public record WantedAttribute(ASN1ObjectIdentifier type, List<ASN1Encodable> values) {
  public WantedAttribute {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("an attribute without values is only named");
    }
  }
}
