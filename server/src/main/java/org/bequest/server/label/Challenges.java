package org.bequest.server.label;

import org.bequest.crypto.ProofOfPossession;

/**
 * How what a request proves is judged: its key, and the challenge attributes of RFC 7894.
 *
 * @param linkingOfRegistrars whether linking counts for registration authorities as for others
 * @param revocation whether revocationChallenge is asked for and its hash kept
 * @param possession of the private key
 */
public record Challenges(
    boolean linkingOfRegistrars, boolean revocation, ProofOfPossession possession) {
  public static final Challenges DEFAULT = new Challenges(true, false, new ProofOfPossession());
}
