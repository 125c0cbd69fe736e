package org.bequest.ca.names;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;

/** {@code CN=device-*}. */
record AttributeRule(ASN1ObjectIdentifier type, Glob value) implements NameRule {
  @Override
  public boolean allows(AttributeTypeAndValue attribute) {
    return attribute.getType().equals(type)
        && attribute.getValue() instanceof ASN1String text
        && value.matches(text.getString());
  }
}
