package org.bequest.ca.names;

import java.util.Locale;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;

/** {@code wildcard:plant7.example}: the name {@code *.plant7.example}, and nothing under it. */
record WildcardRule(String domain) implements NameRule {
  @Override
  public boolean allows(AttributeTypeAndValue attribute) {
    return attribute.getType().equals(BCStyle.CN)
        && attribute.getValue() instanceof ASN1String text
        && allows(text.getString());
  }

  @Override
  public boolean allows(GeneralName name) {
    return name.getTagNo() == GeneralName.dNSName
        && name.getName() instanceof ASN1String text
        && allows(text.getString());
  }

  private boolean allows(String name) {
    return name.toLowerCase(Locale.ROOT).equals("*." + domain);
  }
}
