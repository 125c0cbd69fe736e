package org.bequest.ca.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.names.AlternativeKind;
import org.bequest.ca.names.NameGrant;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;

/** What one requester may be named under one profile: its grant, and the profile's base. */
public final class GrantedNames {
  private final NameGrant grant;
  private final Profile.Names rules;

  public GrantedNames(List<String> names, Profile profile) {
    this.grant = NameGrant.of(names);
    this.rules = profile.names();
  }

  /** The grant's one subject, or its one common name under the profile's base. */
  Optional<X500Name> ownSubject() {
    return grant.ownSubject(rules.base());
  }

  /** The same name in the grant's encoding, if the grant names it as a whole. */
  X500Name encoded(X500Name subject) {
    return grant.subjectLike(subject).orElse(subject);
  }

  /** One clause about the first name that is not allowed; empty when all are. */
  public Optional<String> firstRefused(SubjectNames names) {
    if (names.subject().size() == 0 && names.alternatives().isEmpty()) {
      return Optional.of("there is no name at all");
    }
    return firstRefusedAttribute(names)
        .map(a -> "the grant does not allow this " + word(a) + " in the subject")
        .or(() -> firstRefusedAlternative(names));
  }

  private Optional<AttributeTypeAndValue> firstRefusedAttribute(SubjectNames names) {
    return grant.subjectLike(names.subject()).isPresent()
        ? Optional.empty()
        : Arrays.stream(names.subject().getRDNs())
            .flatMap(r -> Arrays.stream(r.getTypesAndValues()))
            .filter(a -> !grant.allows(a) && !inBase(a))
            .findFirst();
  }

  private Optional<String> firstRefusedAlternative(SubjectNames names) {
    return names.alternatives().stream()
        .filter(n -> !allowed(n))
        .findFirst()
        .map(n -> "the grant does not allow an alternative name of kind " + word(n));
  }

  private boolean allowed(GeneralName name) {
    return AlternativeKind.of(name).filter(rules.alternatives()::contains).isPresent()
        && grant.allows(name);
  }

  private boolean inBase(AttributeTypeAndValue attribute) {
    return Arrays.stream(rules.base().getRDNs())
        .flatMap(r -> Arrays.stream(r.getTypesAndValues()))
        .anyMatch(a -> new X500Name(rdn(a)).equals(new X500Name(rdn(attribute))));
  }

  private static RDN[] rdn(AttributeTypeAndValue attribute) {
    return new RDN[] {new RDN(attribute)};
  }

  private static String word(AttributeTypeAndValue attribute) {
    String symbol = BCStyle.INSTANCE.oidToDisplayName(attribute.getType());
    return symbol == null ? attribute.getType().getId() : symbol;
  }

  private static String word(GeneralName name) {
    return AlternativeKind.of(name).map(AlternativeKind::word).orElse("unknown");
  }
}
