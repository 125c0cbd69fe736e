package org.bequest.ca.local;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.EstOids;

/**
 * The revocationChallenge of requests (RFC 7894 3.2), which whoever knows it may later name to have
 * the certificate revoked (RFC 5272 6.11): kept as an Argon2id hash beside the certificate, a few
 * at a time, since each costs megabytes.
 */
final class RevocationChallenges {
  private final boolean kept;
  private final Semaphore permits = new Semaphore(2, true);

  /**
   * @param kept whether the label asks for them; what nobody asked for is ignored
   */
  RevocationChallenges(boolean kept) {
    this.kept = kept;
  }

  /** As a label's demands say. */
  static RevocationChallenges of(LabelRules rules) {
    return new RevocationChallenges(
        rules.demands().demands().named().contains(EstOids.REVOCATION_CHALLENGE));
  }

  Optional<String> hash(Csr csr) {
    return kept ? csr.revocationChallenge().map(this::hash) : Optional.empty();
  }

  private String hash(String challenge) {
    permits.acquireUninterruptibly();
    try {
      return PasswordHash.hash(Secret.of(challenge));
    } finally {
      permits.release();
    }
  }
}
