package org.bequest.server.secret;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;

/**
 * Compares what somebody knows with the revocation challenge that was recorded with a certificate
 * (RFC 7894 3.2, RFC 5272 6.11): Argon2, a few at a time.
 */
public final class ChallengeCheck {
  private static final int LONGEST_QUEUE = 16;
  private static final long PATIENCE_SECONDS = 5;

  private final Semaphore permits = new Semaphore(2, true);

  /** What came of it. */
  public enum Answer {
    RIGHT,
    WRONG,
    /** Too many are being compared. */
    BUSY
  }

  public Answer verify(Secret challenge, String hash) {
    if (permits.getQueueLength() >= LONGEST_QUEUE) {
      return Answer.BUSY;
    }
    try {
      if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Answer.BUSY;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.BUSY;
    }
    try {
      return PasswordHash.verify(challenge, hash) ? Answer.RIGHT : Answer.WRONG;
    } finally {
      permits.release();
    }
  }
}
