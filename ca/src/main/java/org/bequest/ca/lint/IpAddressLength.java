package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/** RFC 5280 4.2.1.6: iPAddress has 4 octets or 16. */
final class IpAddressLength implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        AlternativeNames.of(tbs).stream()
            .filter(n -> n.getTagNo() == GeneralName.iPAddress)
            .mapToInt(n -> ASN1OctetString.getInstance(n.getName()).getOctetsLength())
            .allMatch(length -> length == 4 || length == 16),
        "an IP address has neither 4 nor 16 octets");
  }
}
