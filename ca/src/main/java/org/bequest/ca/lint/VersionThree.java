package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;

/** RFC 5280 4.1.2.1: with extensions the version is v3. */
final class VersionThree implements LintRule {
  private static final int V3 = 2;

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(tbs.version() == V3, "the version is not v3");
  }
}
