package org.bequest.ca.names;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;

/** {@code registered-id:1.2.3}. */
record RegisteredIdRule(ASN1ObjectIdentifier id) implements NameRule {
  @Override
  public boolean allows(GeneralName name) {
    return name.getTagNo() == GeneralName.registeredID && name.getName().equals(id);
  }
}
