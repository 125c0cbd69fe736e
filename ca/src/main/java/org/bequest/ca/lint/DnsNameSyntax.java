package org.bequest.ca.lint;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * RFC 5280 4.2.1.6: dNSName in the preferred syntax of RFC 1034 section 3.5 as RFC 1123 changed it;
 * the whole leftmost label may be a wildcard (RFC 9525 section 6.3).
 */
final class DnsNameSyntax implements LintRule {
  private static final int LONGEST = 253;
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern NAME = Pattern.compile("(\\*\\.)?(" + LABEL + "\\.)*" + LABEL);

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        AlternativeNames.texts(tbs, GeneralName.dNSName).stream().allMatch(DnsNameSyntax::good),
        "a DNS name is not in the preferred syntax of RFC 1034");
  }

  private static boolean good(String name) {
    return name.length() <= LONGEST && NAME.matcher(name).matches();
  }
}
