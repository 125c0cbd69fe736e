package org.bequest.server.endpoint.cmc;

import java.util.Optional;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;

/**
 * Authenticated Data (RFC 5272 6.16): an AuthenticatedData in the cmsSequence, around controls that
 * are processed when its MAC is right. Whoever knows the shared secret sends them, whoever sends
 * the message around it.
 */
final class AuthenticatedPart {
  private static final PartOutcome.Failed FAILED =
      PartOutcome.failed(
          Reason.BAD_REQUEST,
          CmcFailInfo.AUTH_DATA_FAIL,
          "it does not point at an AuthenticatedData whose MAC is right");

  private AuthenticatedPart() {}

  /** Whether a message is one, whose MAC was found right. */
  static boolean is(CmcMessage inner) {
    return inner.protection() instanceof Protection.Authenticated
        && inner.place().filter(p -> isNamed(p.outer(), p.part())).isPresent();
  }

  private static boolean isNamed(CmcMessage outer, BodyPartId part) {
    return outer.controls(AuthData.class).stream().anyMatch(a -> a.part().equals(part));
  }

  /** Those that a message has; what each of them answers stands in the answer. */
  static void answer(CmcMessage message) {
    Assertion.of(message, AuthData.class)
        .forEach(named -> named.settle(outcome(message, named.control().part())));
  }

  private static PartOutcome outcome(CmcMessage message, BodyPartId part) {
    Optional<TaggedContentInfo> content =
        message.data().cmsSequence().stream().filter(c -> c.id().equals(part)).findFirst();
    Optional<CmcService.Inner> inner = content.flatMap(message::answerInner);
    if (inner.filter(i -> is(i.message())).isEmpty()) {
      return FAILED;
    }
    InnerRequests.embed(message, inner.get());
    return new PartOutcome.Done(true);
  }
}
