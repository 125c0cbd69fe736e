package org.bequest.server.endpoint.cmc;

import java.time.Instant;
import java.util.Optional;
import org.bequest.crypto.MessagePossession;
import org.bequest.crypto.Possession;
import org.bequest.crypto.cmc.PossessionChallenge;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;

/**
 * Step 6: possession of every key, or nothing is issued (RFC 5272 6.7). By the request itself; by
 * the word of a registration authority that may; by the answer to a challenge; or else the answer
 * is a challenge.
 */
final class PossessionOfKeys implements Step {
  @Override
  public boolean take(CmcMessage message) {
    message.wanted().forEach(w -> prove(message, w));
    if (message.wanted().stream().allMatch(w -> w.proven().isPresent())) {
      return true;
    }
    boolean challenged =
        message.wanted().stream()
            .anyMatch(
                w -> message.results().of(w.id()).orElse(null) instanceof PartOutcome.PopRequired);
    message.wanted().stream()
        .filter(w -> w.proven().isPresent())
        .forEach(w -> message.settle(w.id(), others(challenged && !message.results().hasFailed())));
    return false;
  }

  /** Of several requests none is granted when one lacks its proof. */
  private static PartOutcome others(boolean waits) {
    String detail = "another request of the message lacks its proof of possession";
    return waits
        ? new PartOutcome.PopRequired(detail)
        : PartOutcome.failed(Reason.BAD_PROOF_OF_POSSESSION, CmcFailInfo.POP_REQUIRED, detail);
  }

  private static void prove(CmcMessage message, Wanted wanted) {
    switch (wanted.possession()) {
      case Possession.Shown _ -> {}
      case Possession.Refuted(Reason reason, String detail) ->
          message.settle(wanted.id(), PartOutcome.failed(reason, detail));
      case Possession.Open open -> prove(message, wanted, open);
    }
  }

  private static void prove(CmcMessage message, Wanted wanted, Possession.Open open) {
    Optional<DecryptedPop> answer =
        message.controls(DecryptedPop.class).stream()
            .filter(a -> a.part().equals(wanted.id()))
            .findFirst();
    if (wanted.isVouched() || (open.vouched() && mayVouch(message))) {
      wanted.prove(possession(message).vouched(open));
    } else if (open.vouched()) {
      refuted(message, wanted, "only a registration authority may say that it has verified this");
    } else if (answer.isPresent()) {
      check(message, wanted, open, answer.get());
    } else {
      challenge(message, wanted);
    }
  }

  /** RFC 4211 4: the one who sends the request has verified it, and is no end entity. */
  private static boolean mayVouch(CmcMessage message) {
    return message.isFromRegistrar() && message.label().fullCmc().controls().registrarPossession();
  }

  private static void check(
      CmcMessage message, Wanted wanted, Possession.Open open, DecryptedPop answer) {
    Instant now = message.services().clock().instant();
    if (challenges(message).isRight(answer, wanted.request(), now)) {
      wanted.prove(possession(message).answered(open));
    } else {
      refuted(message, wanted, "the challenge was not answered with the key of the request");
    }
  }

  private static void challenge(CmcMessage message, Wanted wanted) {
    Instant now = message.services().clock().instant();
    byte[] value = challenges(message).value(wanted.request(), now);
    Optional<EncryptedPop> challenge = Challenge.of(wanted, value);
    if (challenge.isEmpty()) {
      refuted(message, wanted, "the key can neither sign its request nor answer a challenge");
      return;
    }
    message.reply().control(challenge.get());
    message.settle(
        wanted.id(), new PartOutcome.PopRequired("decrypt the challenge with the key requested"));
  }

  private static void refuted(CmcMessage message, Wanted wanted, String detail) {
    message.settle(wanted.id(), PartOutcome.failed(Reason.BAD_PROOF_OF_POSSESSION, detail));
  }

  private static MessagePossession possession(CmcMessage message) {
    return new MessagePossession(message.label().challenges().possession());
  }

  private static PossessionChallenge challenges(CmcMessage message) {
    return new PossessionChallenge(message.services().seed().get());
  }
}
