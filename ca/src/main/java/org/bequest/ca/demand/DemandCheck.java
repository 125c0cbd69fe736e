package org.bequest.ca.demand;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.ca.Decision;
import org.bequest.ca.profile.ExtensionNames;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EmptyNames;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.WantedAttribute;
import org.bequest.formats.pkix.WantedExtension;
import org.bequest.formats.pkix.WantedName;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Attribute;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectDirectoryAttributes;

/** Whether one request does what was demanded, clause by clause. */
record DemandCheck(Csr csr) {
  /** Judged where the connection and the credentials are known. */
  private static final Set<ASN1ObjectIdentifier> JUDGED_ELSEWHERE =
      Set.of(
          EstOids.CHALLENGE_PASSWORD,
          EstOids.EST_IDENTITY_LINKING,
          EstOids.OTP_CHALLENGE,
          EstOids.REVOCATION_CHALLENGE);

  Optional<Decision.Refused> first(CsrDemands demands) {
    if (demands.equals(CsrDemands.NONE)) {
      return Optional.empty();
    }
    return Stream.of(
            key(demands.key()),
            scheme(demands.signatureSchemes()),
            demands.subject().stream().flatMap(List::stream).flatMap(n -> name(n).stream()),
            demands.extensions().stream().flatMap(e -> extension(e).stream()),
            demands.attributes().stream().flatMap(a -> attribute(a).stream()),
            named(demands).flatMap(oid -> mention(oid).stream()))
        .flatMap(refusals -> refusals)
        .findFirst();
  }

  private Stream<Decision.Refused> key(KeyDemand demand) {
    if (demand instanceof KeyDemand.Any) {
      return Stream.empty();
    }
    boolean met =
        KeyAlgorithm.of(csr.subjectPublicKeyInfo())
            .map(ProfileKey::of)
            .filter(demand::equals)
            .isPresent();
    return met ? Stream.empty() : Stream.of(refused(Reason.BAD_KEY, "another kind of key"));
  }

  /** Of a key that proved itself otherwise, or is made here, there is no signature to judge. */
  private Stream<Decision.Refused> scheme(List<ASN1ObjectIdentifier> demanded) {
    ASN1ObjectIdentifier scheme = csr.signatureAlgorithm().getAlgorithm();
    return demanded.isEmpty() || demanded.contains(scheme) || scheme.equals(EstOids.NO_SIGNATURE)
        ? Stream.empty()
        : Stream.of(refused(Reason.BAD_KEY, "a signature by " + demanded));
  }

  private Optional<Decision.Refused> name(WantedName wanted) {
    boolean met =
        Arrays.stream(csr.subject().getRDNs(wanted.type()))
            .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
            .filter(a -> a.getType().equals(wanted.type()))
            .anyMatch(a -> wanted.value().map(v -> same(a, v)).orElse(true));
    return met
        ? Optional.empty()
        : Optional.of(
            refused(
                Reason.BAD_NAMES,
                word(wanted.type())
                    + wanted.value().map(v -> "=" + v).orElse("")
                    + " in the subject"));
  }

  private static boolean same(AttributeTypeAndValue present, ASN1Encodable value) {
    return SubjectNames.of(name(present))
        .sameSubject(SubjectNames.of(name(new AttributeTypeAndValue(present.getType(), value))));
  }

  private static X500Name name(AttributeTypeAndValue attribute) {
    return new X500Name(new RDN[] {new RDN(attribute)});
  }

  private Optional<Decision.Refused> extension(WantedExtension wanted) {
    boolean met =
        wanted.isAlternativeName()
            ? alternatives(wanted)
            : requested(wanted.id())
                .filter(e -> wanted.value().map(v -> Arrays.equals(v, value(e))).orElse(true))
                .isPresent();
    return met
        ? Optional.empty()
        : Optional.of(
            refused(
                wanted.isAlternativeName() ? Reason.BAD_NAMES : Reason.BAD_REQUEST,
                "the extension "
                    + ExtensionNames.of(wanted.id())
                    + (wanted.isPartial() ? "" : " with the value that was given")));
  }

  private Optional<Extension> requested(ASN1ObjectIdentifier id) {
    return csr.requestedExtensions().map(e -> e.getExtension(id)).filter(Objects::nonNull);
  }

  private static byte[] value(Extension extension) {
    return extension.getExtnValue().getOctets();
  }

  /** Each given name is there, and for each kind that is left open there is one more. */
  private boolean alternatives(WantedExtension wanted) {
    List<GeneralName> present = csr.names().alternatives();
    if (wanted.value().isEmpty()) {
      return !present.isEmpty();
    }
    GeneralNames names = GeneralNames.getInstance(wanted.value().get());
    return Arrays.stream(names.getNames()).allMatch(n -> isThere(n, present, names));
  }

  private static boolean isThere(GeneralName wanted, List<GeneralName> present, GeneralNames all) {
    if (!EmptyNames.is(wanted)) {
      return present.stream().anyMatch(p -> same(p, wanted));
    }
    long demanded =
        Arrays.stream(all.getNames()).filter(n -> n.getTagNo() == wanted.getTagNo()).count();
    return present.stream().filter(p -> p.getTagNo() == wanted.getTagNo()).count() >= demanded;
  }

  private static boolean same(GeneralName one, GeneralName other) {
    return alone(one).sameAlternatives(alone(other));
  }

  private static SubjectNames alone(GeneralName name) {
    return new SubjectNames(new X500Name(new RDN[0]), List.of(name));
  }

  private Optional<Decision.Refused> attribute(WantedAttribute wanted) {
    boolean met =
        csr.attribute(wanted.type())
            .filter(a -> List.of(a.getAttrValues().toArray()).containsAll(wanted.values()))
            .isPresent();
    return met
        ? Optional.empty()
        : Optional.of(
            refused(
                Reason.BAD_REQUEST, "the attribute " + wanted.type() + " with the value given"));
  }

  private static Stream<ASN1ObjectIdentifier> named(CsrDemands demands) {
    List<ASN1ObjectIdentifier> schemes = demands.signatureSchemes();
    return demands.named().stream()
        .filter(oid -> !schemes.contains(oid) && !JUDGED_ELSEWHERE.contains(oid));
  }

  /** What is only named may be anywhere: RFC 9908 5.2 has macAddress in an extension. */
  private Optional<Decision.Refused> mention(ASN1ObjectIdentifier oid) {
    boolean met =
        csr.attribute(oid).isPresent()
            || requested(oid).isPresent()
            || csr.subject().getRDNs(oid).length > 0
            || requested(Extension.subjectDirectoryAttributes)
                .filter(e -> holds(e, oid))
                .isPresent();
    return met ? Optional.empty() : Optional.of(refused(Reason.BAD_REQUEST, word(oid)));
  }

  private static boolean holds(Extension directoryAttributes, ASN1ObjectIdentifier oid) {
    try {
      ASN1Encodable value = directoryAttributes.getParsedValue();
      return Arrays.stream(SubjectDirectoryAttributes.getInstance(value).getAttributes().toArray())
          .anyMatch(a -> Attribute.getInstance(a).getAttrType().equals(oid));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String word(ASN1ObjectIdentifier type) {
    String symbol = BCStyle.INSTANCE.oidToDisplayName(type);
    return symbol == null ? type.getId() : symbol;
  }

  private static Decision.Refused refused(Reason reason, String missing) {
    return new Decision.Refused(
        reason, "/csrattrs demands " + missing + " (RFC 7030 section 4.5.2)");
  }
}
