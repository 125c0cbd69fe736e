package org.bequest.ca.lint;

import java.util.Optional;
import java.util.Set;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/** RFC 5280 4.2.1.13 and 4.2.2.1: where to find the CRL, OCSP and the issuer is never critical. */
final class PointersNotCritical implements LintRule {
  private static final Set<ASN1ObjectIdentifier> POINTERS =
      Set.of(
          Extension.cRLDistributionPoints,
          Extension.freshestCRL,
          Extension.authorityInfoAccess,
          Extension.subjectInfoAccess);

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        tbs.extensions().stream()
            .noneMatch(e -> e.isCritical() && POINTERS.contains(e.getExtnId())),
        "a pointer is critical");
  }
}
