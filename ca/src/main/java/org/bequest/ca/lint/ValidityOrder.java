package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;

/** RFC 5280 4.1.2.5: it begins before it ends. */
final class ValidityOrder implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        ValidityTime.notBefore(tbs).isBefore(ValidityTime.notAfter(tbs)),
        "it ends before it begins");
  }
}
