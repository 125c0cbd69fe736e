package org.bequest.server.endpoint.cmc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;

/**
 * After step 5: what only a registration authority may say is said by one that this label lists
 * (RFC 6402 2.12, security rule S-21), and what it points at is there (S-22). Otherwise nothing of
 * the message is done.
 */
final class RegistrarControls implements Step {
  @Override
  public boolean take(CmcMessage message) {
    for (TaggedAttribute tagged : message.tagged()) {
      fault(message, tagged).ifPresent(f -> message.settle(tagged.id(), f));
    }
    return !message.results().hasFailed();
  }

  private static Optional<PartOutcome.Failed> fault(CmcMessage message, TaggedAttribute tagged) {
    return switch (tagged.control()) {
      case LraPopWitness witness when !message.isFromRegistrar() -> refused(message, witness);
      case LraPopWitness witness -> reference(message, List.of(witness.pkiData()));
      case AddExtensions added -> byRegistrar(message, List.of(added.pkiData()));
      case ModCertTemplate changed -> byRegistrar(message, changed.pkiData().ids());
      case BatchRequests batch -> batch(message, batch);
      case RaIdentityWitness witness -> identity(message, witness.path());
      case ControlProcessed processed -> processed(message, processed);
      case Control _ -> Optional.empty();
    };
  }

  /** RFC 5272 6.8: the answer names the requests, and no challenge follows. */
  private static Optional<PartOutcome.Failed> refused(CmcMessage message, LraPopWitness witness) {
    PartOutcome.Failed failed =
        PartOutcome.failed(
            Reason.BAD_PROOF_OF_POSSESSION,
            "only a registration authority that is listed here vouches for possession");
    if (witness.pkiData().isWhole()) {
      witness.requests().forEach(r -> message.settle(r, failed));
    }
    return Optional.of(failed);
  }

  private static Optional<PartOutcome.Failed> byRegistrar(
      CmcMessage message, List<BodyPartId> target) {
    return message.isFromRegistrar() ? reference(message, target) : notRegistrar();
  }

  private static Optional<PartOutcome.Failed> notRegistrar() {
    return Optional.of(
        PartOutcome.failed(
            Reason.FORBIDDEN,
            CmcFailInfo.BAD_REQUEST,
            "only a registration authority that is listed here may say this"));
  }

  private static Optional<PartOutcome.Failed> batch(CmcMessage message, BatchRequests batch) {
    boolean once = Set.copyOf(batch.parts()).size() == batch.parts().size();
    boolean there = batch.parts().stream().allMatch(p -> isContent(message, p));
    return !message.isFromRegistrar()
        ? notRegistrar()
        : once && there ? Optional.empty() : nowhere();
  }

  /** A request of this very message, or something in one of those that it brings. */
  private static Optional<PartOutcome.Failed> identity(CmcMessage message, BodyPartPath path) {
    BodyPartId first = path.ids().getFirst();
    boolean ofRequest =
        path.ids().size() == 1
            && message.data().requests().stream().anyMatch(r -> r.id().equals(first));
    return !message.isFromRegistrar()
        ? notRegistrar()
        : ofRequest || isContent(message, first) ? Optional.empty() : nowhere();
  }

  private static Optional<PartOutcome.Failed> processed(
      CmcMessage message, ControlProcessed processed) {
    Set<BodyPartId> controls =
        message.tagged().stream().map(TaggedAttribute::id).collect(Collectors.toSet());
    boolean there = processed.bodyList().stream().allMatch(r -> isControl(message, controls, r));
    return !message.isFromRegistrar() ? notRegistrar() : there ? Optional.empty() : nowhere();
  }

  private static boolean isControl(
      CmcMessage message, Set<BodyPartId> controls, BodyPartReference reference) {
    return switch (reference) {
      case BodyPartId id -> controls.contains(id);
      case BodyPartPath(var ids) when ids.size() == 1 -> controls.contains(ids.getFirst());
      case BodyPartPath(var ids) -> isContent(message, ids.getFirst());
    };
  }

  private static Optional<PartOutcome.Failed> reference(
      CmcMessage message, List<BodyPartId> target) {
    boolean itself = target.equals(List.of(BodyPartId.WHOLE));
    return itself || isContent(message, target.getFirst()) ? Optional.empty() : nowhere();
  }

  private static boolean isContent(CmcMessage message, BodyPartId part) {
    return message.data().cmsSequence().stream().map(TaggedContentInfo::id).anyMatch(part::equals);
  }

  private static Optional<PartOutcome.Failed> nowhere() {
    return Optional.of(
        PartOutcome.failed(Reason.BAD_REQUEST, "it refers to a part that is not there"));
  }
}
