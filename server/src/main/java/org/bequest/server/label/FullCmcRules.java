package org.bequest.server.label;

import java.time.Duration;
import org.bequest.crypto.cmc.WitnessPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a label hears of CMC (RFC 7030 4.3).
 *
 * @param offered whether it does at all; /fullcmc answers 501 otherwise
 * @param callerNeeded whether the connection must know the caller, whatever a message proves
 * @param witnesses which identity proofs and link witnesses count
 * @param nonces what is asked of them
 * @param maxRequests of one message, those of nested ones included
 * @param maxDepth how deep messages are nested
 * @param controls what it says to the controls
 * @param known null where CMC is not offered
 */
public record FullCmcRules(
    boolean offered,
    boolean callerNeeded,
    WitnessPolicy witnesses,
    Nonces nonces,
    int maxRequests,
    int maxDepth,
    ControlRules controls,
    @Nullable CmcServices known) {
  public static final FullCmcRules OFF =
      new FullCmcRules(
          false,
          true,
          WitnessPolicy.STRONG,
          new Nonces(true, Duration.ZERO),
          0,
          0,
          ControlRules.DEFAULT,
          null);

  /**
   * @param required whether a message without senderNonce is refused
   * @param window for how long a message is not heard a second time
   */
  public record Nonces(boolean required, Duration window) {}

  public CmcServices services() {
    if (known == null) {
      throw new IllegalStateException("CMC is not offered here");
    }
    return known;
  }
}
