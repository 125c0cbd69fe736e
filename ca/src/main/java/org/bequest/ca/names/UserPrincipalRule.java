package org.bequest.ca.names;

import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;

/** {@code upn:*@plant7.example}. */
record UserPrincipalRule(Glob pattern) implements NameRule {
  @Override
  public boolean allows(GeneralName name) {
    return AlternativeKind.of(name).filter(AlternativeKind.UPN::equals).isPresent()
        && OtherName.getInstance(name.getName()).getValue() instanceof ASN1String text
        && pattern.matches(text.getString());
  }
}
