package org.bequest.ca.names;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;

/** {@code other:1.3.6.1.5.2.2}. */
record OtherNameRule(ASN1ObjectIdentifier type) implements NameRule {
  @Override
  public boolean allows(GeneralName name) {
    return name.getTagNo() == GeneralName.otherName
        && OtherName.getInstance(name.getName()).getTypeID().equals(type);
  }
}
