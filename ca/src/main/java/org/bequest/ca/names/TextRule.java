package org.bequest.ca.names;

import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * {@code uri:urn:dev:*}, {@code email:*@plant7.example}.
 *
 * @param tag of the GeneralName
 */
record TextRule(int tag, Glob pattern) implements NameRule {
  @Override
  public boolean allows(GeneralName name) {
    return name.getTagNo() == tag
        && name.getName() instanceof ASN1String text
        && pattern.matches(text.getString());
  }
}
