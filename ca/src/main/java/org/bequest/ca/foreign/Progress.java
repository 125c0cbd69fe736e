package org.bequest.ca.foreign;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far the asking has come, as it stands in the row of the request.
 *
 * @param attempts that were begun
 * @param lost how many of them came to nobody knows what
 * @param until nobody asks before this time
 */
record Progress(Stage stage, int attempts, int lost, Instant until) {
  static final Progress NONE = new Progress(Stage.QUEUED, 0, 0, Instant.EPOCH);

  /** What the last attempt came to. */
  enum Stage {
    /** It is under way, or died. */
    SENDING,
    /** The authority has the request. */
    WAITING,
    /** The authority was not reached. */
    QUEUED,
    /** Nobody knows. */
    UNCLEAR
  }

  Progress {
    until = until.truncatedTo(ChronoUnit.SECONDS);
  }

  static Progress parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String[] parts = text.split(" ", -1);
    return new Progress(
        Stage.valueOf(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Instant.parse(parts[3]));
  }

  /** {@code SENDING 1 0 2026-11-21T12:00:00Z}. */
  String text() {
    return stage + " " + attempts + " " + lost + " " + until;
  }

  Progress next(Instant end) {
    int died = stage == Stage.SENDING ? 1 : 0;
    return new Progress(Stage.SENDING, attempts + 1, lost + died, end);
  }

  Progress came(Stage to, Instant end) {
    return new Progress(to, attempts, to == Stage.UNCLEAR ? lost + 1 : lost, end);
  }

  /** Whether an attempt died with the process that made it. */
  boolean died(Instant now) {
    return stage == Stage.SENDING && !now.isBefore(until);
  }
}
