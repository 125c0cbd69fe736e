package org.bequest.server.endpoint.cmc;

import java.util.List;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.wire.Reason;

/**
 * Before step 6: a registration authority says that it has verified possession of the keys of these
 * requests (RFC 5272 6.8). Where the label does not let it, they fail, and are not challenged.
 */
final class PossessionWitness implements Step {
  @Override
  public boolean take(CmcMessage message) {
    Assertion.about(message, LraPopWitness.class, w -> List.of(w.pkiData()))
        .forEach(witness -> hear(message, witness));
    return !message.results().hasFailed();
  }

  private static void hear(CmcMessage message, Assertion<LraPopWitness> witness) {
    boolean there =
        witness.control().requests().stream().allMatch(r -> message.wanted(r).isPresent());
    if (!there) {
      PartOutcome.Failed failed =
          PartOutcome.failed(Reason.BAD_REQUEST, "it refers to a request that is not there");
      witness.settle(failed);
      message.fail(failed);
      return;
    }
    boolean heard =
        witness.holder().isFromRegistrar()
            && message.label().fullCmc().controls().registrarPossession();
    if (heard) {
      witness.control().requests().stream()
          .flatMap(r -> message.wanted(r).stream())
          .forEach(Wanted::vouch);
    } else {
      PartOutcome.Failed failed =
          PartOutcome.failed(
              Reason.BAD_PROOF_OF_POSSESSION, "nobody vouches for possession of a key here");
      witness.control().requests().forEach(r -> message.settle(r, failed));
    }
  }
}
