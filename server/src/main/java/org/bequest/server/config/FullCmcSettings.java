package org.bequest.server.config;

import java.time.Duration;
import java.util.List;

/**
 * Whether and what a label hears of CMC (RFC 7030 4.3).
 *
 * @param transportAuthentication whether the connection must know the caller as well
 * @param proofHashes with which identity proofs and link witnesses count; an old one only by name
 * @param nonceRequired whether a message without senderNonce is refused
 * @param nonceWindow for how long a message is not heard a second time
 * @param maxRequests of one message, those of nested ones included
 * @param maxDepth how deep messages are nested
 */
public record FullCmcSettings(
    Boolean offered,
    TransportAuthentication transportAuthentication,
    List<ProofHash> proofHashes,
    Boolean nonceRequired,
    Duration nonceWindow,
    Integer maxRequests,
    Integer maxDepth) {
  public static final FullCmcSettings DEFAULT =
      new FullCmcSettings(
          false,
          TransportAuthentication.OPTIONAL,
          List.of(ProofHash.SHA256, ProofHash.SHA384, ProofHash.SHA512),
          false,
          Duration.ofHours(1),
          16,
          4);

  public FullCmcSettings {
    offered = offered == null ? DEFAULT.offered : offered;
    transportAuthentication =
        transportAuthentication == null ? DEFAULT.transportAuthentication : transportAuthentication;
    proofHashes = proofHashes == null ? DEFAULT.proofHashes : List.copyOf(proofHashes);
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

  /** Of identity proofs and link witnesses (RFC 5272 6.2, 6.3.1). */
  public enum ProofHash {
    SHA1,
    SHA256,
    SHA384,
    SHA512
  }
}
