package org.bequest.server.config;

import java.time.Duration;
import java.util.List;
import org.bequest.ca.Judge.Purpose;

/**
 * Whether a person has to approve what a label issues (RFC 7030 4.2.1, 4.2.3).
 *
 * @param operations of which the mode speaks; the others are automatic
 * @param retryAfter what a device whose request waits is told to wait before it asks again
 * @param expire how long a request waits for a decision
 * @param window how long what became of a request is told to a device that asks again
 * @param queue requests that may wait at one time
 */
public record ApprovalSettings(
    Mode mode,
    List<Purpose> operations,
    Duration retryAfter,
    Duration expire,
    Duration window,
    Integer queue) {
  /** Who decides. */
  public enum Mode {
    AUTOMATIC,
    MANUAL
  }

  public static final ApprovalSettings DEFAULT =
      new ApprovalSettings(
          Mode.AUTOMATIC,
          List.of(Purpose.ENROLL, Purpose.REENROLL),
          Duration.ofMinutes(5),
          Duration.ofDays(7),
          Duration.ofDays(1),
          1_000);

  public ApprovalSettings {
    mode = mode == null ? Mode.AUTOMATIC : mode;
    operations =
        operations == null ? List.of(Purpose.ENROLL, Purpose.REENROLL) : List.copyOf(operations);
    retryAfter = retryAfter == null ? Duration.ofMinutes(5) : retryAfter;
    expire = expire == null ? Duration.ofDays(7) : expire;
    window = window == null ? Duration.ofDays(1) : window;
    queue = queue == null ? 1_000 : queue;
  }
}
