package org.bequest.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request that takes longer than one exchange.
 *
 * @param ticket names it to device and operator: random, and short enough to be typed
 * @param subject RFC 4514 text, for people and searches only
 * @param csr DER of the request that opened it
 * @param passwordId the one-time password that it came with: held until the request is over
 * @param expiresAt an open request ends then; one that is over is no longer told of to the device
 * @param answerFor how long what became of it is told to a device that asks again
 * @param version counts the changes; each change names the one that it follows
 */
public record RequestRow(
    String ticket,
    RequestKey key,
    String subject,
    byte[] csr,
    Optional<String> passwordId,
    Instant createdAt,
    Instant expiresAt,
    Duration answerFor,
    long version,
    RequestState state) {
  /** Whether it ended because nobody did anything, recorded as such or not yet. */
  public boolean expired(Instant now) {
    return state instanceof RequestState.Expired || (state.open() && !now.isBefore(expiresAt));
  }

  /** Whether a repeat of the request is answered from this row, and does not open another. */
  public boolean answers(Instant now) {
    return now.isBefore(state.open() ? expiresAt.plus(answerFor) : expiresAt);
  }

  /** The row that follows this one. Whoever has a decision may have it for {@link #answerFor}. */
  public RequestRow become(RequestState next, Instant at) {
    Instant until = at.plus(answerFor);
    boolean longer = next.open() && expiresAt.isAfter(until);
    return new RequestRow(
        ticket,
        key,
        subject,
        csr,
        passwordId,
        createdAt,
        longer ? expiresAt : until,
        answerFor,
        version + 1,
        next);
  }
}
