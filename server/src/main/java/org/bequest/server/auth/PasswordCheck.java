package org.bequest.server.auth;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.wire.Reason;

/**
 * Argon2, a few at a time: each costs tens of megabytes and milliseconds, so a flood of guesses
 * must queue up and then be turned away instead of taking the whole machine.
 */
final class PasswordCheck {
  enum Answer {
    RIGHT,
    WRONG,
    BUSY
  }

  static final Verdict BUSY =
      new Verdict.Rejected(Reason.UNAVAILABLE, "too many passwords are being checked");

  private static final int LONGEST_QUEUE = 64;
  private static final long PATIENCE_SECONDS = 5;

  private final Semaphore permits =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  /** The hash of a password that nobody has: an unknown user costs as much as a wrong password. */
  private final String nobody = PasswordHash.hash(Secret.of(RandomCode.oneTimePassword()));

  Answer verify(String password, String hash) {
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
      return PasswordHash.verify(Secret.of(password), hash) ? Answer.RIGHT : Answer.WRONG;
    } finally {
      permits.release();
    }
  }

  /** Spends the same time for a user that does not exist; false when there is no time to spend. */
  boolean unknown(String password) {
    return verify(password, nobody) != Answer.BUSY;
  }
}
