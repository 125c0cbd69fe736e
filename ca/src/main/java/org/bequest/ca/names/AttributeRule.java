package org.bequest.ca.names;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** {@code CN=device-*}. */
record AttributeRule(ASN1ObjectIdentifier type, Glob value) implements NameRule {
  @Override
  public boolean allows(AttributeTypeAndValue attribute) {
    return attribute.getType().equals(type)
        && attribute.getValue() instanceof ASN1String text
        && !(text instanceof ASN1BitString)
        && covers(text.getString());
  }

  /** A pattern says nothing about hosts: whoever may be one is told so in words (S-05). */
  private boolean covers(String text) {
    boolean host = type.equals(BCStyle.CN) && HostLikeName.is(text);
    return value.matches(text) && (value.exact() || !host);
  }
}
