package org.bequest.ca.lint;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1Encoding;

/** RFC 5280 4.1.2.4: the issuer is named, byte for byte as in its own certificate. */
final class IssuerName implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        tbs.issuer().size() > 0 && sameBytes(tbs, issuer), "the issuer is not the issuing key");
  }

  private static boolean sameBytes(TbsFields tbs, Issuer issuer) {
    try {
      return Arrays.equals(
          tbs.issuer().getEncoded(ASN1Encoding.DER), issuer.name().getEncoded(ASN1Encoding.DER));
    } catch (IOException _) {
      return false;
    }
  }
}
