package org.bequest.ca.profile;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bequest.ca.names.AlternativeKind;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * A kind of certificate, checked: made from a configuration by {@link #check}, or one of the {@link
 * BuiltInProfiles}.
 */
public final class Profile {
  /** A profile, or everything that is wrong with it. */
  public sealed interface Checked {
    record Valid(Profile profile) implements Checked {}

    record Invalid(List<Problem> problems) implements Checked {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Where a subject comes from. */
  public enum SubjectRule {
    /** From the request, checked against the grant; from the grant when the request has none. */
    REQUESTED,
    /** From the grant alone. */
    GRANTED
  }

  /**
   * @param base attributes that every subject may have, and a granted one gets
   * @param change whether ChangeSubjectName is honoured within the grant
   */
  public record Names(
      SubjectRule subject, X500Name base, Set<AlternativeKind> alternatives, boolean change) {
    public Names {
      alternatives = Set.copyOf(alternatives);
    }
  }

  /**
   * @param keyUsage bits of {@link org.bouncycastle.asn1.x509.KeyUsage}
   * @param pathLength of an authority; empty for an end entity, which is all that a configuration
   *     can describe
   */
  record Usage(
      int keyUsage, List<KeyPurposeId> purposes, OptionalInt pathLength, boolean privileged) {
    Usage {
      purposes = List.copyOf(purposes);
    }
  }

  record Fields(
      Names names,
      Set<KeyAlgorithm> algorithms,
      boolean keyReuse,
      Usage usage,
      Duration validity,
      Duration backdate,
      KeyIdentifierMethod keyIdentifier,
      ProfileConfig.Urls urls,
      Map<ASN1ObjectIdentifier, ExtensionTreatment> extensions) {
    Fields {
      algorithms = Set.copyOf(algorithms);
      extensions = Map.copyOf(extensions);
    }
  }

  private final String name;
  private final boolean builtIn;
  private final Fields fields;

  Profile(String name, boolean builtIn, Fields fields) {
    this.name = name;
    this.builtIn = builtIn;
    this.fields = fields;
  }

  /**
   * @param name as labels refer to it; stored with every certificate
   */
  public static Checked check(String name, ProfileConfig config) {
    return new ProfileCheck(config).check(name);
  }

  /**
   * A profile that a program, not a person, wrote.
   *
   * @throws IllegalArgumentException with every problem
   */
  public static Profile of(String name, ProfileConfig config) {
    return switch (check(name, config)) {
      case Checked.Valid valid -> valid.profile();
      case Checked.Invalid invalid ->
          throw new IllegalArgumentException(name + ": " + invalid.problems());
    };
  }

  public String name() {
    return name;
  }

  /** For the service's own certificates; no label can point to it. */
  public boolean builtIn() {
    return builtIn;
  }

  public Names names() {
    return fields.names();
  }

  public Set<KeyAlgorithm> algorithms() {
    return fields.algorithms();
  }

  /** Whether a renewal may keep its key. */
  public boolean keyReuse() {
    return fields.keyReuse();
  }

  /** The bits of KeyUsage for a key of this kind: what it cannot do is left out. */
  public int keyUsage(KeyAlgorithm.Family family) {
    return fields.usage().keyUsage() & KeyUsages.possible(family);
  }

  public List<KeyPurposeId> purposes() {
    return fields.usage().purposes();
  }

  /** Of an authority; empty for an end entity. */
  public OptionalInt pathLength() {
    return fields.usage().pathLength();
  }

  /** Whether it gives power over others: not to be had with a password (security rule S-19). */
  public boolean privileged() {
    return fields.usage().privileged();
  }

  /** The first of these purposes that gives power over others and that this profile lacks. */
  public Optional<KeyPurposeId> beyond(List<KeyPurposeId> purposes) {
    return purposes.stream()
        .filter(p -> KeyPurposes.PRIVILEGED.contains(p) && !purposes().contains(p))
        .findFirst();
  }

  public Duration validity() {
    return fields.validity();
  }

  public Duration backdate() {
    return fields.backdate();
  }

  public KeyIdentifierMethod keyIdentifier() {
    return fields.keyIdentifier();
  }

  public ProfileConfig.Urls urls() {
    return fields.urls();
  }

  /** What becomes of a requested extension other than subjectAltName, which the grant decides. */
  public ExtensionTreatment treatment(ASN1ObjectIdentifier extension) {
    ExtensionTreatment otherwise =
        ExtensionNames.DECIDED.contains(extension)
            ? ExtensionTreatment.REPLACE
            : ExtensionTreatment.REFUSE;
    return fields.extensions().getOrDefault(extension, otherwise);
  }

  /** Whether the configuration itself says what becomes of this extension. */
  public boolean orders(ASN1ObjectIdentifier extension) {
    return fields.extensions().containsKey(extension);
  }

  /** The extensions that are certified as requested, in the order of their identifiers. */
  public List<ASN1ObjectIdentifier> copiedExtensions() {
    return fields.extensions().entrySet().stream()
        .filter(e -> e.getValue() == ExtensionTreatment.COPY)
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(ASN1ObjectIdentifier::getId))
        .toList();
  }
}
