package org.bequest.server.endpoint.cmc;

import java.util.List;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.cmc.Meaning.Phase;

/**
 * What happens to one message, step by step (RFC 5272). Layers are off and signatures verified when
 * it comes here. A step that ends the message has settled why.
 */
final class Pipeline {
  private final List<Step> steps;

  Pipeline() {
    this.steps =
        List.of(
            // 3 every control is known
            new Recognition(),
            new CnsaProfile(),
            // 5 who asks; 4 nonces and transactions of that one
            new IdentityWitness(),
            new Acts(Phase.BEFORE_IDENTITY),
            new Identity(),
            new CnsaSecrets(),
            new RegistrarControls(),
            new Nonces(),
            // 6 possession of every key; 7 its link to the shared secret
            new Requests(),
            new PossessionWitness(),
            new Acts(Phase.BEFORE_POSSESSION),
            new PossessionOfKeys(),
            new PopLinkage(),
            // 8 what registration authorities change
            new Acts(Phase.CONTENT),
            new Modification(),
            // 9, 10 everything but certification, then certification by the label's authority
            new Acts(Phase.ACTION),
            new InnerRequests(),
            new AnchorPublisher(),
            new Issuing(),
            new Acts(Phase.AFTERWARDS));
  }

  void run(CmcMessage message) {
    for (Step step : steps) {
      if (!step.take(message)) {
        message.data().requests().forEach(r -> unprocessed(message, r.id()));
        return;
      }
    }
  }

  /** Of what nothing is said a client would believe that it succeeded (RFC 5272 6.1.2). */
  private static void unprocessed(CmcMessage message, BodyPartId part) {
    if (!message.hasEnded()) {
      message.settle(
          part,
          PartOutcome.failed(
              Reason.BAD_REQUEST, "not processed, because of another part of the message"));
    }
  }
}
