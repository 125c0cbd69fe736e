package org.bequest.crypto.constraint;

import java.util.List;
import java.util.Optional;
import org.bequest.crypto.constraint.Authorization.Denied;
import org.bequest.crypto.constraint.Authorization.Why;
import org.bequest.formats.constraint.AttrConstraint;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;

/**
 * Whether who signs an update of anchors may manage one of them (RFC 6010 section 5): nobody gives
 * more than he has. Each update of a message is asked about for itself, a change twice: about the
 * anchor before and after it.
 */
public final class Subordination {
  private Subordination() {}

  /**
   * What stands against it; empty when nothing does.
   *
   * @param signer asked for every type of content, without attributes
   * @param managed the extension of the anchor that is added, removed or changed; what its absence
   *     means, the rules say
   */
  public static Optional<Denied> fault(
      ContentRights signer, Optional<ContentConstraints> managed, ConstraintRules rules) {
    if (signer.isUnconstrained()) {
      return Optional.empty();
    }
    if (managed.isEmpty()) {
      return rules.absenceEqualsUnconstrained()
          ? denied("an unconstrained anchor is managed by an unconstrained signer only")
          : Optional.empty();
    }
    return managed.get().types().stream()
        .flatMap(target -> fault(signer, target).stream())
        .findFirst();
  }

  private static Optional<Denied> fault(ContentRights signer, ContentTypeConstraint target) {
    if (target.contentType().equals(ContentTypeConstraint.ANY)) {
      return denied("the anchor may sign any content, and the signer may not");
    }
    Optional<ContentTypeConstraint> own = signer.entry(target.contentType());
    if (own.isEmpty()) {
      return denied("the signer is not authorized for " + target.contentType());
    }
    if (!own.get().canSource() && target.canSource()) {
      return denied("the anchor may be the first to sign what the signer may not");
    }
    return own.get().attributes().stream().allMatch(a -> isNarrower(target.attributes(), a))
        ? Optional.empty()
        : denied("the anchor has fewer constraints than the signer");
  }

  private static boolean isNarrower(List<AttrConstraint> target, AttrConstraint own) {
    return target.stream()
        .filter(t -> t.type().equals(own.type()))
        .anyMatch(t -> own.values().containsAll(t.values()));
  }

  private static Optional<Denied> denied(String detail) {
    return Optional.of(new Denied(Why.NOT_PERMITTED, detail));
  }
}
