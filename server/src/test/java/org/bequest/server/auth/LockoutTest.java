package org.bequest.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.server.support.ConfiguredEst;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.SteppingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guessing becomes slow, and nobody but the guesser has to wait. */
@Requirement("R7030-6-1")
class LockoutTest {
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";

  private final SteppingClock clock = new SteppingClock();
  private final Lockout lockout =
      Lockout.of(new Lockout.Policy(5, 20, 30, Duration.ofMinutes(1), Duration.ofHours(1)), clock);

  private Duration wait(String identity, String address) {
    return lockout.wait(new Guess(identity, address, "now"), Guessing.POSSIBLE);
  }

  private void fail(String identity, String address, int from, int to) {
    IntStream.range(from, to)
        .forEach(i -> lockout.failed(new Guess(identity, address, "guess " + i)));
  }

  @Test
  void theDelayDoublesUpToTheLongest() {
    fail("alice", HERE, 0, 5);
    assertThat(wait("alice", HERE)).isZero();
    fail("alice", HERE, 5, 6);
    assertThat(wait("alice", HERE)).isEqualTo(Duration.ofSeconds(1));
    fail("alice", HERE, 6, 7);
    assertThat(wait("alice", HERE)).isEqualTo(Duration.ofSeconds(2));
    fail("alice", HERE, 7, 19);
    assertThat(wait("alice", HERE)).isEqualTo(Duration.ofMinutes(1));
    clock.step(Duration.ofMinutes(1));
    assertThat(wait("alice", HERE)).isZero();
  }

  @Test
  void othersOfTheSameAddressAndTheSameNameElsewhereGoOn() {
    fail("alice", HERE, 0, 10);
    assertThat(wait("bob", HERE)).isZero();
    assertThat(wait("alice", ELSEWHERE)).isZero();
  }

  @Test
  void oneOutdatedPasswordLocksNobodyOut() {
    for (int i = 0; i < 1_000; i++) {
      lockout.failed(new Guess("line-3", HERE, "last year's password"));
    }
    assertThat(wait("line-3", HERE)).isZero();
  }

  @Test
  void aNameThatIsGuessedFromEverywhereWaitsWhereItHasNotSucceeded() {
    lockout.succeeded(new Guess("alice", HERE, "right"), Guessing.POSSIBLE);
    IntStream.range(0, 21).forEach(i -> fail("alice", "198.51.100." + i, 0, 1));
    assertThat(wait("alice", ELSEWHERE)).isPositive();
    assertThat(wait("alice", HERE)).isZero();
  }

  @Test
  void anAddressThatTriesManyNamesWaitsButNotWithRandomSecretsOrAfterASuccess() {
    lockout.succeeded(new Guess("line-3", HERE, "right"), Guessing.POSSIBLE);
    IntStream.range(0, 31).forEach(i -> fail("user-" + i, HERE, 0, 1));
    assertThat(wait("alice", HERE)).isPositive();
    assertThat(wait("line-3", HERE)).isZero();
    assertThat(lockout.wait(new Guess("device-7", HERE, "code"), Guessing.HOPELESS)).isZero();
    assertThat(wait("alice", ELSEWHERE)).isZero();
  }

  @Test
  void codesWithoutANameAreLimitedByTheirAddress() {
    fail("", HERE, 0, 31);
    assertThat(lockout.wait(new Guess("", HERE, "code"), Guessing.HOPELESS)).isPositive();
    assertThat(lockout.wait(new Guess("", ELSEWHERE, "code"), Guessing.HOPELESS)).isZero();
  }

  @Test
  void aSuccessForgetsTheFailuresAndSoDoesTime() {
    fail("alice", HERE, 0, 6);
    lockout.succeeded(new Guess("alice", HERE, "right"), Guessing.POSSIBLE);
    fail("alice", HERE, 6, 7);
    assertThat(wait("alice", HERE)).isZero();
    fail("alice", HERE, 7, 12);
    assertThat(wait("alice", HERE)).isPositive();
    clock.step(Duration.ofHours(2));
    fail("alice", HERE, 12, 13);
    assertThat(wait("alice", HERE)).isZero();
  }

  private static HttpReply guess(ConfiguredEst est, String user, int guess) {
    return est.enroll("device-1", RawClient.basic(user, "guess number " + guess));
  }

  @Test
  void onTheWireItIs429WithATimeAndAnUnknownNameIsTreatedTheSame(@TempDir Path folder) {
    try (var est =
        ConfiguredEst.start(
            folder, clock, "authenticators: [one-time-password, basic, digest]", "")) {
      est.user("alice", "correct horse");
      for (String user : new String[] {"alice", "nobody"}) {
        for (int i = 0; i < 6; i++) {
          assertThat(guess(est, user, i).status()).isEqualTo(401);
        }
        HttpReply locked = guess(est, user, 6);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.header("Retry-After")).contains("1");
        assertThat(locked.text()).contains("too many wrong passwords").doesNotContain(user);
      }
      assertThat(est.enroll("device-1", RawClient.basic("alice", "correct horse")).status())
          .isEqualTo(429);
      clock.step(Duration.ofSeconds(2));
      assertThat(est.enroll("device-1", RawClient.basic("alice", "correct horse")).status())
          .isEqualTo(200);
    }
  }

  /** More than the free ones are judged only as far as they run beside each other. */
  @ParameterizedTest
  @ValueSource(strings = {"alice", "nobody"})
  void guessesAllAtOnceLearnNoMoreThanOneAfterTheOther(String user, @TempDir Path folder) {
    try (var est = ConfiguredEst.start(folder, clock, "authenticators: [basic]", "");
        ExecutorService threads = Executors.newFixedThreadPool(40)) {
      est.user("alice", "correct horse");
      List<CompletableFuture<Integer>> replies =
          IntStream.range(0, 40)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> guess(est, user, i).status(), threads))
              .toList();
      List<Integer> statuses = replies.stream().map(CompletableFuture::join).toList();
      int beside = Runtime.getRuntime().availableProcessors();
      assertThat(statuses).filteredOn(s -> s == 401).hasSizeBetween(6, 6 + beside);
      assertThat(statuses).filteredOn(s -> s != 401).allMatch(s -> s == 429);
    }
  }

  @Test
  @Requirement("S-17")
  void attemptsAtOneTimePasswordsAreLimitedForTheirDeviceAlone(@TempDir Path folder) {
    try (var est = ConfiguredEst.start(folder, clock, "authenticators: [one-time-password]", "")) {
      String code = est.oneTimePassword("device-2");
      for (int i = 0; i < 6; i++) {
        assertThat(guess(est, "device-1", i).status()).isEqualTo(401);
      }
      assertThat(guess(est, "device-1", 6).status()).isEqualTo(429);
      assertThat(est.enroll("device-2", RawClient.basic("device-2", code)).status()).isEqualTo(200);
    }
  }

  @Test
  void itCanBeSwitchedOff(@TempDir Path folder) {
    try (var est =
        ConfiguredEst.start(
            folder,
            clock,
            "authenticators: [one-time-password]",
            "limits:\n  lock-out:\n    enabled: false\n")) {
      IntStream.range(0, 20)
          .forEach(i -> assertThat(guess(est, "device-1", i).status()).isEqualTo(401));
    }
  }
}
