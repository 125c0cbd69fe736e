package org.bequest.server.endpoint.cmc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.GetCert;
import org.bequest.formats.cmc.control.GetCrl;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.PublicationInfo;
import org.bequest.formats.cmc.control.QueryPending;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bequest.formats.wire.Reason;

/**
 * Step 3: every control is known, or somebody has seen to it (RFC 5272 3.2.1.1, 6.19). Otherwise
 * nothing of the message is done, and the answer names all that are not.
 */
final class Recognition implements Step {
  @Override
  public boolean take(CmcMessage message) {
    List<TaggedAttribute> bad = bad(message);
    for (TaggedAttribute control : bad) {
      message.settle(
          control.id(),
          PartOutcome.failed(Reason.BAD_REQUEST, detail(control).orElse("it comes twice")));
    }
    return bad.isEmpty();
  }

  private static List<TaggedAttribute> bad(CmcMessage message) {
    Set<Class<?>> seen = new HashSet<>();
    return message.tagged().stream()
        .filter(t -> !isProcessed(message, t))
        .filter(t -> detail(t).isPresent() || !first(t.control(), seen))
        .toList();
  }

  private static Optional<String> detail(TaggedAttribute control) {
    return switch (Meanings.of(control)) {
      case Meaning.Unknown() ->
          Optional.of("control " + control.control().type() + " is not known here");
      case Meaning.Refused(String detail) -> Optional.of(detail);
      case Meaning.Read _, Meaning.Does _ -> Optional.empty();
    };
  }

  /**
   * Of what a message says about itself there is one: which of two would count is nobody's guess.
   */
  private static boolean first(Control control, Set<Class<?>> seen) {
    boolean once =
        switch (control) {
          case Unknown _, ControlProcessed _, DecryptedPop _ -> false;
          case AddExtensions _, ModCertTemplate _, LraPopWitness _, RaIdentityWitness _ -> false;
          case GetCert _, GetCrl _, RevokeRequest _, QueryPending _ -> false;
          case ConfirmCertAcceptance _, PublicationInfo _, StatusInfoV1 _, StatusInfoV2 _ -> false;
          default -> true;
        };
    return !once || seen.add(control.getClass());
  }

  /** By this message, or by one around it. */
  private static boolean isProcessed(CmcMessage message, TaggedAttribute control) {
    List<BodyPartId> path = new ArrayList<>(List.of(control.id()));
    Optional<CmcMessage> at = Optional.of(message);
    while (at.isPresent()) {
      BodyPartReference named = path.size() == 1 ? control.id() : new BodyPartPath(path);
      if (at.get().controls(ControlProcessed.class).stream()
          .anyMatch(p -> p.bodyList().contains(named))) {
        return true;
      }
      at.get().place().ifPresent(p -> path.addFirst(p.part()));
      at = at.get().place().map(CmcMessage.Place::outer);
    }
    return false;
  }
}
