package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;

/** One thing that every certificate must be. Its name is that of its class. */
interface LintRule {
  /** Empty when the certificate is as it must be, else one clause that says what is wrong. */
  Optional<String> check(TbsFields tbs, Issuer issuer);

  /** The finding, unless the condition holds. */
  static Optional<String> require(boolean condition, String finding) {
    return condition ? Optional.empty() : Optional.of(finding);
  }
}
