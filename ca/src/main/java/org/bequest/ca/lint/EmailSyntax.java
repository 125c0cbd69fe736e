package org.bequest.ca.lint;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.x509.GeneralName;

/** RFC 5280 4.2.1.6: rfc822Name is a bare Mailbox, without a phrase, a comment or brackets. */
final class EmailSyntax implements LintRule {
  private static final int LONGEST = 254;
  private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>()]{1,64}@[A-Za-z0-9.-]+");

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    return LintRule.require(
        AlternativeNames.texts(tbs, GeneralName.rfc822Name).stream().allMatch(EmailSyntax::good),
        "an e-mail address is not a Mailbox of RFC 2821");
  }

  private static boolean good(String text) {
    return text.length() <= LONGEST && MAILBOX.matcher(text).matches();
  }
}
