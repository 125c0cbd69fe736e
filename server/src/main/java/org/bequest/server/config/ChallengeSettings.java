package org.bequest.server.config;

/**
 * What a label does with the challenges that a request may carry (RFC 7894), beside linking itself.
 *
 * @param linkingOfRegistrars whether linking counts for registration authorities as for others; the
 *     request that one passes on was linked to another connection, if to any (RFC 7894 4)
 * @param revocation whether revocationChallenge is asked for and its hash kept
 */
public record ChallengeSettings(Boolean linkingOfRegistrars, Boolean revocation) {
  public static final ChallengeSettings DEFAULT = new ChallengeSettings(true, false);

  public ChallengeSettings {
    linkingOfRegistrars = linkingOfRegistrars == null || linkingOfRegistrars;
    revocation = revocation != null && revocation;
  }
}
