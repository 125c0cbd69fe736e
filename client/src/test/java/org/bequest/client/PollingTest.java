package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;

/** RFC 7030 4.2.3. */
class PollingTest {
  private final SteppingClock clock = new SteppingClock();
  private final List<Instant> attempts = new ArrayList<>();
  private final List<Duration> told = new ArrayList<>();
  private final Deque<Object> outcomes = new ArrayDeque<>();
  private double fraction;
  private final Enrollment issued =
      new Enrollment.Issued(TestCa.root("CN=root").certificate(), List.of(), List.of());

  @Test
  @Requirement({"R7030-4.2.3-6", "R7030-4.2.3-7", "R7030-4.2.3-8"})
  void repeatsNoEarlierThanItIsToldUntilTheOutcomeIsKnown() throws InterruptedException {
    outcomes.addAll(List.of(pending(60), pending(5), issued));
    assertThat(poll(Duration.ofHours(1))).isEqualTo(issued);
    assertThat(attempts)
        .containsExactly(
            Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Instant.EPOCH.plusSeconds(65));
    assertThat(told).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(5));
  }

  @Test
  @Requirement("R7030-4.2.3-6")
  void addsALittleToTheWaitAndNeverTakesFromIt() throws InterruptedException {
    outcomes.addAll(List.of(pending(60), pending(3600), issued));
    fraction = 1;
    assertThat(poll(Duration.ofHours(2))).isEqualTo(issued);
    assertThat(told).containsExactly(Duration.ofSeconds(66), Duration.ofSeconds(3630));
  }

  @Test
  void addsNothingThatTheTimeDoesNotAllow() throws InterruptedException {
    outcomes.addAll(List.of(pending(60), issued));
    fraction = 1;
    assertThat(poll(Duration.ofSeconds(61))).isEqualTo(issued);
    assertThat(told).containsExactly(Duration.ofSeconds(61));
  }

  @Test
  @Requirement("R7030-4.2.3-7")
  void aServerThatIsAwayWhileTheRequestWaitsIsWaitedFor() throws InterruptedException {
    outcomes.add(pending(60));
    outcomes.add(new EstException(EstException.Kind.NETWORK, "no answer"));
    outcomes.add(new Enrollment.Refused(503, "", "", Duration.ZERO));
    outcomes.add(issued);
    assertThat(poll(Duration.ofHours(1))).isEqualTo(issued);
    assertThat(told)
        .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60));
  }

  @Test
  void aServerThatStaysAwayIsAFailureWhenTheTimeIsUp() {
    outcomes.add(pending(60));
    outcomes.add(new EstException(EstException.Kind.NETWORK, "no answer"));
    assertThatThrownBy(() -> poll(Duration.ofSeconds(90))).hasMessage("no answer");
    assertThat(attempts).hasSize(2);
  }

  @Test
  void noServerAtTheFirstAttemptOrOneThatIsNotBelievedIsNotWaitedFor() {
    outcomes.add(new EstException(EstException.Kind.NETWORK, "no answer"));
    assertThatThrownBy(() -> poll(Duration.ofHours(1))).hasMessage("no answer");
    outcomes.add(pending(60));
    outcomes.add(new EstException(EstException.Kind.TRUST, "another root"));
    assertThatThrownBy(() -> poll(Duration.ofHours(1))).hasMessage("another root");
  }

  @Test
  void givesTheLastAnswerWhenTheNextAttemptWouldBeTooLate() throws InterruptedException {
    outcomes.addAll(List.of(pending(60), pending(60), issued));
    assertThat(poll(Duration.ofSeconds(100))).isEqualTo(pending(60));
    assertThat(attempts).hasSize(2);
  }

  @Test
  void waitsOutAServerThatIsBusy() throws InterruptedException {
    outcomes.addAll(
        List.of(
            new Enrollment.Refused(503, "", "", Duration.ofSeconds(7)),
            new Enrollment.Refused(429, "", "", Duration.ofSeconds(8)),
            issued));
    assertThat(poll(Duration.ofHours(1))).isEqualTo(issued);
    assertThat(told).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(8));
  }

  @Test
  void takesARefusalForFinal() throws InterruptedException {
    var refused = new Enrollment.Refused(403, "", "", Duration.ofSeconds(7));
    outcomes.add(refused);
    assertThat(poll(Duration.ofHours(1))).isEqualTo(refused);
    assertThat(attempts).hasSize(1);
  }

  private Enrollment poll(Duration atMost) throws InterruptedException {
    return Polling.atMost(atMost)
        .with(clock, clock::step)
        .withJitter(() -> fraction)
        .until(
            () -> {
              attempts.add(clock.instant());
              return next();
            },
            told::add);
  }

  private Enrollment next() {
    return switch (outcomes.removeFirst()) {
      case Enrollment outcome -> outcome;
      case EstException failure -> throw failure;
      case Object other -> throw new AssertionError(other);
    };
  }

  private static Enrollment pending(int seconds) {
    return new Enrollment.Pending(Duration.ofSeconds(seconds), "");
  }

  /** Stands still until it is told to go on. */
  private static final class SteppingClock extends Clock {
    private Instant now = Instant.EPOCH;

    void step(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
