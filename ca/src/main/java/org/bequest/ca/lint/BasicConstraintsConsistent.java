package org.bequest.ca.lint;

import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * RFC 5280 4.2.1.3 and 4.2.1.9: who signs certificates is an authority and says so, critically;
 * everybody else has neither the bit nor a path length, nor an authority's name to fill: an
 * authority has a subject.
 */
final class BasicConstraintsConsistent implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    Optional<Extension> extension = tbs.extension(Extension.basicConstraints);
    BasicConstraints constraints =
        extension
            .map(e -> BasicConstraints.getInstance(e.getParsedValue()))
            .orElseGet(() -> new BasicConstraints(false));
    boolean signsCertificates = signsCertificates(tbs);
    if (!constraints.isCA()) {
      return LintRule.require(
          !signsCertificates && constraints.getPathLenConstraint() == null,
          "an end entity signs certificates or limits a path");
    }
    return LintRule.require(
        signsCertificates
            && extension.map(Extension::isCritical).orElse(false)
            && tbs.subject().size() > 0,
        "an authority lacks keyCertSign, critical BasicConstraints or a subject");
  }

  private static boolean signsCertificates(TbsFields tbs) {
    return tbs.extension(Extension.keyUsage)
        .map(e -> ASN1BitString.getInstance(e.getParsedValue()).intValue())
        .filter(bits -> (bits & KeyUsage.keyCertSign) != 0)
        .isPresent();
  }
}
