package org.bequest.server.endpoint.cmc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.BatchResponses;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.control.ResponseBody;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.wire.Reason;

/**
 * The requests of others that a registration authority brings (RFC 5272 6.17, 7): those of a batch,
 * and those that one of its controls is about. Each is answered by itself, by an answer of its own
 * inside the answer, and what became of one changes nothing for the others. What no control points
 * at is ignored (3.2.1.4).
 */
final class InnerRequests implements Step {
  @Override
  public boolean take(CmcMessage message) {
    Set<BodyPartId> batch = new LinkedHashSet<>();
    message.controls(BatchRequests.class).forEach(b -> batch.addAll(b.parts()));
    Set<BodyPartId> all = new LinkedHashSet<>(batch);
    referred(message).forEach(all::add);
    if (all.size() > message.label().fullCmc().maxRequests()) {
      message.fail(Reason.BAD_REQUEST, "more messages are brought than are heard at once here");
      return false;
    }
    List<BodyPartId> answered = new ArrayList<>();
    message.data().cmsSequence().stream()
        .filter(part -> all.contains(part.id()))
        .forEach(part -> answer(message, part, batch.contains(part.id())).ifPresent(answered::add));
    if (!answered.isEmpty()) {
      message.reply().control(new BatchResponses(answered));
    }
    Assertion.of(message, BatchRequests.class).forEach(b -> b.settle(new PartOutcome.Done(true)));
    AuthenticatedPart.answer(message);
    return true;
  }

  /** Parts that controls other than Batch Request are about. */
  private static Stream<BodyPartId> referred(CmcMessage message) {
    return message.tagged().stream()
        .flatMap(tagged ->
            switch (tagged.control()) {
              case AddExtensions added -> Stream.of(added.pkiData());
              case LraPopWitness witness -> Stream.of(witness.pkiData());
              case ModCertTemplate changed -> Stream.of(changed.pkiData().ids().getFirst());
              case RaIdentityWitness witness -> Stream.of(witness.path().ids().getFirst());
              case ControlProcessed processed ->
                  processed.bodyList().stream().map(InnerRequests::first);
              default -> Stream.<BodyPartId>empty();
            })
        .filter(id -> message.data().cmsSequence().stream().anyMatch(c -> c.id().equals(id)));
  }

  private static BodyPartId first(BodyPartReference reference) {
    return switch (reference) {
      case BodyPartId id -> id;
      case BodyPartPath(var ids) -> ids.getFirst();
    };
  }

  /** The number of its answer, when that is one of a batch. */
  private static Optional<BodyPartId> answer(
      CmcMessage message, TaggedContentInfo part, boolean ofBatch) {
    Optional<CmcService.Inner> inner = message.answerInner(part);
    if (inner.isEmpty()) {
      return Optional.empty();
    }
    if (ofBatch) {
      return Optional.of(message.reply().content(inner.get().answer()));
    }
    embed(message, inner.get());
    message.settle(part.id(), summary(inner.get().message()));
    return Optional.empty();
  }

  /** An answer that is part of the answer (RFC 6402 2.6). */
  static void embed(CmcMessage message, CmcService.Inner inner) {
    BodyPartId number = message.reply().content(inner.answer());
    message.reply().control(new ResponseBody(new BodyPartPath(List.of(number))));
  }

  /** What HTTP shall say of it: the worst. */
  private static PartOutcome summary(CmcMessage inner) {
    return inner.results().all().stream()
        .filter(o ->
            o instanceof PartOutcome.Failed
                || o instanceof PartOutcome.NoSupport
                || o instanceof PartOutcome.PopRequired)
        .findFirst()
        .or(() ->
            inner.results().all().stream()
                .filter(o -> o instanceof PartOutcome.Pending)
                .findFirst())
        .orElse(new PartOutcome.Done(true));
  }
}
