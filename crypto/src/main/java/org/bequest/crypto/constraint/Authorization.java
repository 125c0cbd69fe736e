package org.bequest.crypto.constraint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.constraint.AttrConstraint;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** What came of asking whether content may come from whom it comes. */
public sealed interface Authorization {
  /**
   * It may.
   *
   * @param constraints what the keys are constrained to, for whoever reads the content
   * @param defaults attributes that are constrained and absent: the content counts as if they were
   *     there
   * @param effective the attributes that were authenticated
   */
  record Authorized(
      List<AttrConstraint> constraints, List<AttrConstraint> defaults, Collected effective)
      implements Authorization {
    public Authorized {
      constraints = List.copyOf(constraints);
      defaults = List.copyOf(defaults);
    }

    /** A default of which nobody can say which value it has (RFC 7191: ambiguousDefaultValue). */
    public Optional<AttrConstraint> ambiguousDefault() {
      return defaults.stream().filter(d -> d.values().size() > 1).findFirst();
    }

    /** With the attributes of the other one, which has seen more of the message. */
    Authorized and(Authorized other) {
      return new Authorized(
          united(constraints, other.constraints),
          united(defaults, other.defaults),
          other.effective);
    }
  }

  /**
   * It may not.
   *
   * @param detail one clause fit for the peer
   */
  record Denied(Why why, String detail) implements Authorization {}

  /** Why not. */
  enum Why {
    /** No path from the signer to an anchor is valid (RFC 7191 and 5934: noTrustAnchor). */
    NO_PATH,
    /** The type of content is not permitted to the signer (notAuthorized). */
    NOT_PERMITTED,
    /** It is, but not as the innermost signer (notAuthorized). */
    CANNOT_SOURCE,
    /** An attribute has a value that is not permitted (RFC 7191: constraintViolation). */
    CONSTRAINT_VIOLATED,
    /** More ways through the signatures than can be tried. */
    TOO_MANY_SIGNERS
  }

  /** Section 3.5, for one key. */
  static Authorization of(ContentRights rights, ASN1ObjectIdentifier type, Collected attributes) {
    Optional<ContentTypeConstraint> entry = rights.entry(type);
    if (entry.isEmpty()) {
      return new Denied(Why.NOT_PERMITTED, "the signer is not authorized for " + type);
    }
    List<AttrConstraint> defaults = new ArrayList<>();
    for (AttrConstraint constraint : entry.get().attributes()) {
      if (!attributes.has(constraint.type())) {
        defaults.add(constraint);
      } else if (!attributes.onlyHas(constraint.type(), constraint.values())) {
        return new Denied(
            Why.CONSTRAINT_VIOLATED,
            "the signer is not authorized for this value of " + constraint.type());
      }
    }
    return new Authorized(entry.get().attributes(), defaults, attributes);
  }

  private static List<AttrConstraint> united(
      List<AttrConstraint> some, List<AttrConstraint> others) {
    Map<ASN1ObjectIdentifier, Set<Encoded>> values = new LinkedHashMap<>();
    for (List<AttrConstraint> list : List.of(some, others)) {
      for (AttrConstraint constraint : list) {
        values
            .computeIfAbsent(constraint.type(), _ -> new LinkedHashSet<>())
            .addAll(constraint.values());
      }
    }
    List<AttrConstraint> united = new ArrayList<>();
    values.forEach((type, all) -> united.add(new AttrConstraint(type, List.copyOf(all))));
    return united;
  }
}
