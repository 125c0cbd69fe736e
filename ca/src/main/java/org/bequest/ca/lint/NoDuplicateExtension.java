package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.x509.Extension;

/** RFC 5280 4.2: no extension comes twice. */
final class NoDuplicateExtension implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    long different = tbs.extensions().stream().map(Extension::getExtnId).distinct().count();
    return LintRule.require(different == tbs.extensions().size(), "an extension comes twice");
  }
}
