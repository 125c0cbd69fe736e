package org.bequest.ca.names;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/** {@code directory:CN=a,O=b}, compared as RFC 5280 section 7.1 says. */
record DirectoryRule(X500Name directory) implements NameRule {
  @Override
  public boolean allows(GeneralName name) {
    return name.getTagNo() == GeneralName.directoryName
        && X500Name.getInstance(name.getName()).equals(directory);
  }
}
