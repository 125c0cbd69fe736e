package org.bequest.ca.lint;

import java.util.Map;
import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A subject has a bounded number of attributes, each with a text within the upper bounds of RFC
 * 5280 appendix A.1, without control characters, and not in one of the old string types that RFC
 * 5280 4.1.2.4 keeps for names from before 2004.
 */
final class NameBounds implements LintRule {
  private static final int MOST_ATTRIBUTES = 32;
  private static final int MOST_ALTERNATIVES = 100;
  private static final int LONGEST = 128;
  private static final Map<ASN1ObjectIdentifier, Integer> UPPER_BOUNDS =
      Map.of(
          BCStyle.CN, 64,
          BCStyle.O, 64,
          BCStyle.OU, 64,
          BCStyle.SERIALNUMBER, 64,
          BCStyle.T, 64,
          BCStyle.C, 2,
          BCStyle.DC, 63,
          BCStyle.E, 255);

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    int attributes = 0;
    for (RDN rdn : tbs.subject().getRDNs()) {
      attributes += rdn.size();
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (!good(attribute)) {
          return Optional.of("an attribute of the subject is empty, too long or not plain text");
        }
      }
    }
    return LintRule.require(
        attributes <= MOST_ATTRIBUTES && AlternativeNames.of(tbs).size() <= MOST_ALTERNATIVES,
        "there are more than 32 attributes in the subject or 100 alternative names");
  }

  private static boolean good(AttributeTypeAndValue attribute) {
    int longest = UPPER_BOUNDS.getOrDefault(attribute.getType(), LONGEST);
    return attribute.getValue() instanceof ASN1String value
        && !isOld(value)
        && !value.getString().isEmpty()
        && value.getString().codePointCount(0, value.getString().length()) <= longest
        && value.getString().chars().noneMatch(Character::isISOControl);
  }

  private static boolean isOld(ASN1String value) {
    return value instanceof ASN1T61String
        || value instanceof ASN1BMPString
        || value instanceof ASN1UniversalString;
  }
}
