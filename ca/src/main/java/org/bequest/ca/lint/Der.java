package org.bequest.ca.lint;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1Encoding;

/** The bytes are DER: another reader cannot see another certificate in them. */
final class Der implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(isDer(tbs), "is not DER");
  }

  private static boolean isDer(TbsFields tbs) {
    try {
      return Arrays.equals(tbs.encoded(), tbs.whole().getEncoded(ASN1Encoding.DER));
    } catch (IOException _) {
      return false;
    }
  }
}
