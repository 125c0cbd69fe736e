package org.bequest.ca.lint;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;

/** RFC 5280 4.2.1.12: when present, one purpose at least and none twice. */
final class ExtendedKeyUsageNotEmpty implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        tbs.extension(Extension.extendedKeyUsage).map(this::good).orElse(true),
        "ExtendedKeyUsage is empty or has a purpose twice");
  }

  private boolean good(Extension extension) {
    ASN1Sequence purposes = ASN1Sequence.getInstance(extension.getParsedValue());
    long different = Arrays.stream(purposes.toArray()).distinct().count();
    return purposes.size() > 0 && different == purposes.size();
  }
}
