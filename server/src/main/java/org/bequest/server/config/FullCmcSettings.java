package org.bequest.server.config;

import java.time.Duration;

/**
 * Whether and what a label hears of CMC (RFC 7030 4.3).
 *
 * @param transportAuthentication whether the connection must know the caller as well
 * @param sha1Proofs whether identity proofs and link witnesses with SHA-1 count
 * @param nonceRequired whether a message without senderNonce is refused
 * @param nonceWindow for how long a message is not heard a second time
 * @param maxRequests of one message, those of nested ones included
 * @param maxDepth how deep messages are nested
 */
public record FullCmcSettings(
    Boolean offered,
    TransportAuthentication transportAuthentication,
    Boolean sha1Proofs,
    Boolean nonceRequired,
    Duration nonceWindow,
    Integer maxRequests,
    Integer maxDepth) {
  public static final FullCmcSettings DEFAULT =
      new FullCmcSettings(
          false, TransportAuthentication.OPTIONAL, false, false, Duration.ofHours(1), 16, 4);

  public FullCmcSettings {
    offered = offered == null ? DEFAULT.offered : offered;
    transportAuthentication =
        transportAuthentication == null ? DEFAULT.transportAuthentication : transportAuthentication;
    sha1Proofs = sha1Proofs == null ? DEFAULT.sha1Proofs : sha1Proofs;
    nonceRequired = nonceRequired == null ? DEFAULT.nonceRequired : nonceRequired;
    nonceWindow = nonceWindow == null ? DEFAULT.nonceWindow : nonceWindow;
    maxRequests = maxRequests == null ? DEFAULT.maxRequests : maxRequests;
    maxDepth = maxDepth == null ? DEFAULT.maxDepth : maxDepth;
  }

  /** Whether TLS or HTTP must say who sends a message, or the message may say it alone. */
  public enum TransportAuthentication {
    REQUIRED,
    OPTIONAL
  }
}
