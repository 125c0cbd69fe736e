package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.x509.Extension;

/** RFC 5280 4.2.1.3: present, critical, and with one bit at least. */
final class KeyUsagePresent implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        tbs.extension(Extension.keyUsage).filter(KeyUsagePresent::good).isPresent(),
        "KeyUsage is missing, empty or not critical");
  }

  private static boolean good(Extension extension) {
    return extension.isCritical()
        && ASN1BitString.getInstance(extension.getParsedValue()).intValue() != 0;
  }
}
