package org.bequest.ca.lint;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/**
 * RFC 5280 4.2.1.1: present, not critical, and the key identifier of the issuer, alone: a name and
 * serial number there break when the issuer is renewed.
 */
final class AuthorityKeyIdentifierOfIssuer implements LintRule {
  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        tbs.extension(Extension.authorityKeyIdentifier).filter(e -> good(e, issuer)).isPresent(),
        "AuthorityKeyIdentifier is not the key identifier of the issuer");
  }

  private static boolean good(Extension extension, Issuer issuer) {
    AuthorityKeyIdentifier identifier =
        AuthorityKeyIdentifier.getInstance(extension.getParsedValue());
    return !extension.isCritical()
        && Arrays.equals(identifier.getKeyIdentifierOctets(), issuer.keyIdentifier())
        && identifier.getAuthorityCertIssuer() == null;
  }
}
