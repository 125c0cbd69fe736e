package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;

/** Nothing outlives its issuer: it could not be validated for the rest. */
final class WithinIssuerLifetime implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        !ValidityTime.notAfter(tbs).isAfter(issuer.notAfter()), "it outlives its issuer");
  }
}
