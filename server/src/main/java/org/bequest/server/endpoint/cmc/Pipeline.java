package org.bequest.server.endpoint.cmc;

import java.util.List;
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
            // 5 who asks
            new Acts(Phase.BEFORE_IDENTITY),
            // 6 possession of every key
            new Acts(Phase.BEFORE_POSSESSION),
            // 8 what registration authorities change
            new Acts(Phase.CONTENT),
            // 10 everything but certification, then certification
            new Acts(Phase.ACTION),
            new Acts(Phase.AFTERWARDS));
  }

  void run(CmcMessage message) {
    for (Step step : steps) {
      if (!step.take(message)) {
        return;
      }
    }
  }
}
