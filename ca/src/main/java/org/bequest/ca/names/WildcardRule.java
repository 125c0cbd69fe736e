package org.bequest.ca.names;

import java.util.Locale;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.GeneralName;

/** {@code wildcard:plant7.example}: the name {@code *.plant7.example}, and nothing under it. */
record WildcardRule(String domain) implements NameRule {
  @Override
  public boolean allows(GeneralName name) {
    return name.getTagNo() == GeneralName.dNSName
        && name.getName() instanceof ASN1String text
        && text.getString().toLowerCase(Locale.ROOT).equals("*." + domain);
  }
}
