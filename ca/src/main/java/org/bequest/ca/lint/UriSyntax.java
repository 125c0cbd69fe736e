package org.bequest.ca.lint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.x509.GeneralName;

/** RFC 5280 4.2.1.6: a URI is absolute and has more than a scheme. */
final class UriSyntax implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        AlternativeNames.texts(tbs, GeneralName.uniformResourceIdentifier).stream()
            .allMatch(UriSyntax::good),
        "a URI is relative or malformed");
  }

  private static boolean good(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
