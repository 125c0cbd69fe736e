package org.bequest.ca.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * All that one requester may be named. A name is allowed when one rule allows it; what no rule
 * mentions is not allowed.
 */
public final class NameGrant {
  /** RFC 5280 appendix A.1, ub-common-name. */
  private static final int LONGEST_COMMON_NAME = 64;

  private final List<NameRule> rules;

  private NameGrant(List<NameRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** A rule that cannot be read allows nothing; whoever accepts rules from people parses them. */
  public static NameGrant of(List<String> rules) {
    List<NameRule> readable = new ArrayList<>(rules.size());
    for (String rule : rules) {
      try {
        readable.add(NameRule.parse(rule));
      } catch (IllegalArgumentException _) {
        // Fails closed: a grant that says less is no danger.
      }
    }
    return new NameGrant(readable);
  }

  public boolean allows(AttributeTypeAndValue attribute) {
    return rules.stream().anyMatch(r -> r.allows(attribute));
  }

  public boolean allows(GeneralName name) {
    return rules.stream().anyMatch(r -> r.allows(name));
  }

  /** The subject that the grant itself names: one common name, when there is exactly one. */
  public Optional<X500Name> ownSubject() {
    List<String> names =
        rules.stream()
            .filter(AttributeRule.class::isInstance)
            .map(AttributeRule.class::cast)
            .filter(a -> a.type().equals(BCStyle.CN) && a.value().exact())
            .map(a -> a.value().pattern())
            .filter(text -> text.codePointCount(0, text.length()) <= LONGEST_COMMON_NAME)
            .distinct()
            .toList();
    return names.size() == 1 ? Optional.of(commonName(names.getFirst())) : Optional.empty();
  }

  private static X500Name commonName(String text) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
  }
}
