package org.bequest.server.label;

import java.time.Duration;
import java.util.Set;

/**
 * What a label hears of CMC (RFC 7030 4.3).
 *
 * @param offered whether it does at all; /fullcmc answers 501 otherwise
 * @param callerNeeded whether the connection must know the caller, whatever a message proves
 * @param proofHashes with which identity proofs and link witnesses count, as the JDK names them
 * @param nonceRequired whether a message without senderNonce is refused
 * @param nonceWindow for how long a message is not heard a second time
 * @param maxRequests of one message, those of nested ones included
 * @param maxDepth how deep messages are nested
 */
public record FullCmcRules(
    boolean offered,
    boolean callerNeeded,
    Set<String> proofHashes,
    boolean nonceRequired,
    Duration nonceWindow,
    int maxRequests,
    int maxDepth) {
  public static final FullCmcRules OFF =
      new FullCmcRules(false, true, Set.of(), true, Duration.ZERO, 0, 0);

  public FullCmcRules {
    proofHashes = Set.copyOf(proofHashes);
  }
}
