package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** A control that is not in the table, kept as it came: a private one, or one of another time. */
public record Unknown(ASN1ObjectIdentifier type, List<Encoded> values) implements Control {
  public Unknown {
    values = List.copyOf(values);
  }
}
