package org.bequest.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Repeats a request for as long as the server says that it is pending (RFC 7030 4.2.3), never
 * earlier than it asks, and a little later than that, so that devices which were told the same do
 * not come all at once. Each attempt opens what connection it needs and links its CSR to it.
 *
 * <p>A request that was pending once waits in the server. So a server that is then gone, or busy,
 * is waited for as well.
 */
public final class Polling {
  private static final Duration LONGEST_JITTER = Duration.ofSeconds(30);
  private static final long JITTER_PART = 10;

  /** How to let time pass; tests move a clock instead. */
  public interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  private final InstantSource clock;
  private final Pause pause;
  private final DoubleSupplier jitter;
  private final Duration atMost;

  private Polling(InstantSource clock, Pause pause, DoubleSupplier jitter, Duration atMost) {
    this.clock = clock;
    this.pause = pause;
    this.jitter = jitter;
    this.atMost = atMost;
  }

  /** Gives up when the next attempt would be later than this from now. */
  public static Polling atMost(Duration time) {
    return new Polling(
        Polling::running, Thread::sleep, () -> ThreadLocalRandom.current().nextDouble(), time);
  }

  /** A clock that nobody sets, as somebody sets that of a device which starts in 1970. */
  private static Instant running() {
    return Instant.EPOCH.plusNanos(System.nanoTime());
  }

  /** With another clock and another way to wait. */
  public Polling with(InstantSource otherClock, Pause otherPause) {
    return new Polling(otherClock, otherPause, jitter, atMost);
  }

  /**
   * With other additions to what the server asks for.
   *
   * @param fraction from 0 to 1, of the longest addition: a tenth of the wait, at most 30 seconds
   */
  public Polling withJitter(DoubleSupplier fraction) {
    return new Polling(clock, pause, fraction, atMost);
  }

  /** What became of one attempt. */
  private sealed interface Attempt<T extends Outcome> {
    record Answered<T extends Outcome>(T answer) implements Attempt<T> {}

    record Unanswered<T extends Outcome>(EstException failure) implements Attempt<T> {}

    default T outcome() {
      return switch (this) {
        case Answered<T>(T answer) -> answer;
        case Unanswered<T>(EstException failure) -> throw failure;
      };
    }
  }

  /**
   * @param attempt such as {@code () -> client.simpleEnroll(request)}
   * @param told hears of every wait before it begins
   * @return the first outcome that is neither pending nor temporary, or the last one that the time
   *     allowed
   * @throws EstException when the last attempt came to no outcome
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public <T extends Outcome> T until(Supplier<T> attempt, Consumer<Duration> told)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(atMost);
    Duration asked = Duration.ZERO;
    while (true) {
      Attempt<T> made = make(attempt);
      Duration wait = waitAfter(made, asked);
      Duration left = Duration.between(clock.instant(), deadline);
      if (wait.isZero() || wait.compareTo(left) > 0) {
        return made.outcome();
      }
      asked = wait;
      Duration longer = shorter(wait.plus(addition(wait)), left);
      told.accept(longer);
      pause.pause(longer);
    }
  }

  private static <T extends Outcome> Attempt<T> make(Supplier<T> attempt) {
    try {
      return new Attempt.Answered<>(attempt.get());
    } catch (EstException e) {
      return new Attempt.Unanswered<>(e);
    }
  }

  /**
   * Zero when there is nothing to wait for.
   *
   * @param before what was waited last, zero at first
   */
  private static <T extends Outcome> Duration waitAfter(Attempt<T> made, Duration before) {
    return switch (made) {
      case Attempt.Answered<T>(T answer) -> waitAfter(answer, before);
      case Attempt.Unanswered<T>(EstException failure) ->
          failure.kind() == EstException.Kind.NETWORK ? before : Duration.ZERO;
    };
  }

  private static Duration waitAfter(Outcome answer, Duration before) {
    return switch (answer) {
      case Enrollment.Pending pending -> pending.retryAfter();
      case CmcOutcome.Pending pending -> pending.retryAfter();
      case Enrollment.Refused refused when refused.isTemporary() ->
          refused.retryAfter().isZero() ? before : refused.retryAfter();
      case Enrollment.Refused _, Enrollment.Issued _ -> Duration.ZERO;
      case KeyGeneration.Delivered _, KeyGeneration.Unusable _ -> Duration.ZERO;
      case CmcOutcome.Issued _,
          CmcOutcome.ConfirmRequired _,
          CmcOutcome.Answered _,
          CmcOutcome.Failed _ ->
          Duration.ZERO;
    };
  }

  private Duration addition(Duration wait) {
    Duration most = shorter(wait.dividedBy(JITTER_PART), LONGEST_JITTER);
    return Duration.ofNanos((long) (most.toNanos() * jitter.getAsDouble()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
