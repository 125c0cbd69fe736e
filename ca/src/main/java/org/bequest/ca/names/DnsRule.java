package org.bequest.ca.names;

import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;

/** {@code dns:*.plant7.example}: case does not count, and a name with a wildcard is no match. */
record DnsRule(Glob pattern) implements NameRule {
  private static final Pattern WRITTEN = Pattern.compile("[a-z0-9*.-]*[a-z0-9*]");

  static DnsRule parse(String text) {
    String pattern = text.toLowerCase(Locale.ROOT);
    if (!WRITTEN.matcher(pattern).matches()) {
      throw new IllegalArgumentException(
          "has no DNS name after dns: (letters, digits, hyphens and dots; an internationalised name"
              + " in its xn-- form; no dot at the end)");
    }
    return new DnsRule(new Glob(pattern, "."));
  }

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
    return name.indexOf('*') < 0 && pattern.matches(name.toLowerCase(Locale.ROOT));
  }
}
