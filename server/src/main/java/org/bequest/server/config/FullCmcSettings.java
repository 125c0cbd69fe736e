package org.bequest.server.config;

import java.time.Duration;

/**
 * Whether and what a label hears of CMC (RFC 7030 4.3).
 *
 * @param transportAuthentication whether the connection must know the caller as well
 * @param sha1Proofs whether identity proofs, link witnesses and signatures with SHA-1 count
 * @param nonceRequired whether a message without senderNonce is refused
 * @param nonceWindow for how long a message is not heard a second time
 * @param maxRequests of one message, those of nested ones included
 * @param maxDepth how deep messages are nested
 * @param confirm within which time a certificate is revoked again that its holder has not
 *     confirmed; zero asks for no confirmation
 * @param publishAnchors when answers tell which trust anchors a client shall have
 * @param registrarPossession whether a registration authority may say that it has verified
 *     possession of a key
 * @param responseInfo answers every regInfo
 * @param profile of CMC that messages must follow
 */
public record FullCmcSettings(
    Boolean offered,
    TransportAuthentication transportAuthentication,
    Boolean sha1Proofs,
    Boolean nonceRequired,
    Duration nonceWindow,
    Integer maxRequests,
    Integer maxDepth,
    Duration confirm,
    PublishAnchors publishAnchors,
    Boolean registrarPossession,
    String responseInfo,
    CmcProfile profile) {
  public static final FullCmcSettings DEFAULT =
      new FullCmcSettings(
          false,
          TransportAuthentication.OPTIONAL,
          false,
          false,
          Duration.ofHours(1),
          16,
          4,
          Duration.ZERO,
          PublishAnchors.ROLL_OVER,
          true,
          "",
          CmcProfile.NONE);

  public FullCmcSettings {
    offered = offered == null ? DEFAULT.offered : offered;
    transportAuthentication =
        transportAuthentication == null ? DEFAULT.transportAuthentication : transportAuthentication;
    sha1Proofs = sha1Proofs == null ? DEFAULT.sha1Proofs : sha1Proofs;
    nonceRequired = nonceRequired == null ? DEFAULT.nonceRequired : nonceRequired;
    nonceWindow = nonceWindow == null ? DEFAULT.nonceWindow : nonceWindow;
    maxRequests = maxRequests == null ? DEFAULT.maxRequests : maxRequests;
    maxDepth = maxDepth == null ? DEFAULT.maxDepth : maxDepth;
    confirm = confirm == null ? DEFAULT.confirm : confirm;
    publishAnchors = publishAnchors == null ? DEFAULT.publishAnchors : publishAnchors;
    registrarPossession =
        registrarPossession == null ? DEFAULT.registrarPossession : registrarPossession;
    responseInfo = responseInfo == null ? DEFAULT.responseInfo : responseInfo;
    profile = profile == null ? DEFAULT.profile : profile;
  }

  /** Whether TLS or HTTP must say who sends a message, or the message may say it alone. */
  public enum TransportAuthentication {
    REQUIRED,
    OPTIONAL
  }

  /** When answers tell which trust anchors a client shall have (RFC 5272 6.15). */
  public enum PublishAnchors {
    NEVER,
    /** While the authority has more than one root. */
    ROLL_OVER,
    ALWAYS
  }

  /** A profile of CMC. */
  public enum CmcProfile {
    NONE,
    /** RFC 8756. */
    CNSA
  }
}
