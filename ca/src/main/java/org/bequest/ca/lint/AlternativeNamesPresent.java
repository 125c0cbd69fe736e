package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.x509.Extension;

/**
 * RFC 5280 4.2.1.6: SubjectAltName is never empty, and it is there and critical when the subject is
 * empty.
 */
final class AlternativeNamesPresent implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    Optional<Extension> extension = tbs.extension(Extension.subjectAlternativeName);
    boolean noSubject = tbs.subject().size() == 0;
    if (extension.isEmpty()) {
      return LintRule.require(!noSubject, "there is no name at all");
    }
    return LintRule.require(
        !AlternativeNames.of(tbs).isEmpty() && extension.get().isCritical() == noSubject,
        "SubjectAltName is empty, or is not critical exactly when the subject is empty");
  }
}
