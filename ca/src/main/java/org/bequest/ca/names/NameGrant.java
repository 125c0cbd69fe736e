package org.bequest.ca.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
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

  /** The subject of a rule that names exactly this one, in the rule's encoding. */
  public Optional<X500Name> subjectLike(X500Name subject) {
    SubjectNames wanted = SubjectNames.of(subject);
    return subjects().filter(s -> wanted.sameSubject(SubjectNames.of(s))).findFirst();
  }

  private Stream<X500Name> subjects() {
    return rules.stream()
        .filter(SubjectRule.class::isInstance)
        .map(SubjectRule.class::cast)
        .map(SubjectRule::subject);
  }

  /**
   * The subject that the grant itself names: the one that a rule names as a whole; without such a
   * rule one common name, when there is exactly one, under this base.
   */
  public Optional<X500Name> ownSubject(X500Name base) {
    List<X500Name> whole = subjects().distinct().toList();
    if (whole.isEmpty()) {
      return commonName().map(text -> under(base, text));
    }
    return whole.size() == 1 ? Optional.of(whole.getFirst()) : Optional.empty();
  }

  private Optional<String> commonName() {
    List<String> names =
        rules.stream()
            .filter(AttributeRule.class::isInstance)
            .map(AttributeRule.class::cast)
            .filter(a -> a.type().equals(BCStyle.CN) && a.value().exact())
            .map(a -> a.value().pattern())
            .filter(text -> text.codePointCount(0, text.length()) <= LONGEST_COMMON_NAME)
            .distinct()
            .toList();
    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
  }

  /** From the value itself: Bouncy Castle reads a text that begins with # as DER in hexadecimal. */
  private static X500Name under(X500Name base, String commonName) {
    X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
    for (RDN rdn : base.getRDNs()) {
      subject.addMultiValuedRDN(rdn.getTypesAndValues());
    }
    return subject.addRDN(BCStyle.CN, new DERUTF8String(commonName)).build();
  }
}
