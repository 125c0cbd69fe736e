package org.bequest.server.label;

/**
 * What becomes of the challenge attributes of RFC 7894.
 *
 * @param linkingOfRegistrars whether linking counts for registration authorities as for others
 * @param revocation whether revocationChallenge is asked for and its hash kept
 */
public record Challenges(boolean linkingOfRegistrars, boolean revocation) {
  public static final Challenges DEFAULT = new Challenges(true, false);
}
