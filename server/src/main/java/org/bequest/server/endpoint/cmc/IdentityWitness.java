package org.bequest.server.endpoint.cmc;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.part.BodyPartId;

/**
 * Before step 5: a registration authority around this message has checked who sends it (RFC 6402
 * 2.5). It then asks in its own name, for what it may name; whatever the message itself proves, by
 * a secret that only the registration authority knows, is not looked at here.
 */
final class IdentityWitness implements Step {
  @Override
  public boolean take(CmcMessage message) {
    witness(message).ifPresent(message::isFrom);
    return true;
  }

  /** Who speaks for the sender of this message. */
  private static Optional<Requester> witness(CmcMessage message) {
    return message.place().stream()
        .map(CmcMessage.Place::outer)
        .filter(outer -> outer.isFromRegistrar() && speaksFor(message))
        .findFirst()
        .flatMap(CmcMessage::requester);
  }

  /** Whether the identity of this message was proven elsewhere, and its link to the keys too. */
  static boolean speaksFor(CmcMessage message) {
    return message
        .place()
        .filter(place -> place.outer().isFromRegistrar())
        .filter(place ->
            place.outer().controls(RaIdentityWitness.class).stream()
                .anyMatch(w -> isAbout(message, place.part(), w.path().ids())))
        .isPresent();
  }

  private static boolean isAbout(CmcMessage message, BodyPartId part, List<BodyPartId> path) {
    return path.getFirst().equals(part)
        && (path.size() == 1 || (path.size() == 2 && isProof(message, path.getLast())));
  }

  private static boolean isProof(CmcMessage message, BodyPartId control) {
    return message.tagged().stream()
        .filter(t -> t.id().equals(control))
        .map(TaggedAttribute::control)
        .anyMatch(c -> c instanceof IdentityProof || c instanceof IdentityProofV2);
  }
}
