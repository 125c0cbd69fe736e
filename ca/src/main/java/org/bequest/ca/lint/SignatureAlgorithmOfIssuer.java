package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;

/** RFC 5280 4.1.2.3: the algorithm that the issuer is about to sign with. */
final class SignatureAlgorithmOfIssuer implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        tbs.signature().equals(issuer.signatureAlgorithm()),
        "the signature algorithm is not that of the issuing key");
  }
}
