package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;

/** RFC 5280 4.2.1.2: present, not critical, not empty. */
final class SubjectKeyIdentifierPresent implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        tbs.extension(Extension.subjectKeyIdentifier).filter(this::good).isPresent(),
        "SubjectKeyIdentifier is missing, empty or critical");
  }

  private boolean good(Extension extension) {
    return !extension.isCritical()
        && ASN1OctetString.getInstance(extension.getParsedValue()).getOctetsLength() > 0;
  }
}
