package org.bequest.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Repeats an enrolment for as long as the server says that it is pending (RFC 7030 4.2.3), never
 * earlier than it asks. Each attempt opens what connection it needs and links its CSR to it.
 */
public final class Polling {
  /** How to let time pass; tests move a clock instead. */
  public interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  private final Clock clock;
  private final Pause pause;
  private final Duration atMost;

  private Polling(Clock clock, Pause pause, Duration atMost) {
    this.clock = clock;
    this.pause = pause;
    this.atMost = atMost;
  }

  /** Gives up when the next attempt would be later than this from now. */
  public static Polling atMost(Duration time) {
    return new Polling(Clock.systemUTC(), Thread::sleep, time);
  }

  /** With another clock and another way to wait. */
  public Polling with(Clock otherClock, Pause otherPause) {
    return new Polling(otherClock, otherPause, atMost);
  }

  /**
   * @param attempt such as {@code () -> client.simpleEnroll(request)}
   * @param told hears of every wait before it begins
   * @return the first outcome that is neither pending nor temporary, or the last one that the time
   *     allowed
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Enrollment until(Supplier<Enrollment> attempt, Consumer<Duration> told)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(atMost);
    while (true) {
      Enrollment outcome = attempt.get();
      Duration wait = waitAfter(outcome);
      if (wait.isZero() || clock.instant().plus(wait).isAfter(deadline)) {
        return outcome;
      }
      told.accept(wait);
      pause.pause(wait);
    }
  }

  /** Zero when there is nothing to wait for. */
  private static Duration waitAfter(Enrollment outcome) {
    return switch (outcome) {
      case Enrollment.Issued _ -> Duration.ZERO;
      case Enrollment.Pending pending -> pending.retryAfter();
      case Enrollment.Refused refused ->
          refused.isTemporary() ? refused.retryAfter() : Duration.ZERO;
    };
  }
}
