package org.bequest.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.crypto.secret.KeyedHash;

/**
 * Makes guessing slow (RFC 7030 6): after some wrong passwords the next attempt has to wait, twice
 * as long each time.
 *
 * <ul>
 *   <li>Counted are different guesses. A device that repeats one outdated password learns nothing
 *       by it, and locks nobody out, itself neither.
 *   <li>Counted is, first of all, the identity from its address: the fleet behind the same NAT goes
 *       on. The identity over all addresses, and the address over all identities, may fail more
 *       often, and then only those have to wait who have not succeeded from there lately.
 *   <li>Random secrets are not worth an address's being locked for, as long as they come with a
 *       name.
 *   <li>A name that does not exist is counted as one that does.
 * </ul>
 *
 * Memory is bounded: an attacker with many names can push out what is known of others.
 */
public final class Lockout {
  private static final int MOST_REMEMBERED = 50_000;
  private static final int MOST_GUESSES = 16;
  private static final int LONGEST_DOUBLING = 30;

  /**
   * @param failures of one identity from one address that cost nothing
   * @param perIdentity over all addresses
   * @param perAddress over all identities
   * @param longest that anybody waits
   * @param forget without failures for so long, all is forgotten
   */
  public record Policy(
      int failures, int perIdentity, int perAddress, Duration longest, Duration forget) {}

  /** One of both may be empty: then it is over all of them. */
  private record Key(String identity, String address) {}

  /**
   * @param guesses hashes of the latest
   */
  private record Failures(int count, Instant until, List<Long> guesses) {
    static final Failures NONE = new Failures(0, Instant.MIN, List.of());

    Failures and(long guess, Instant waitUntil) {
      Stream<Long> latest = guesses.stream().skip(Math.max(0, guesses.size() - MOST_GUESSES + 1));
      return new Failures(count + 1, waitUntil, Stream.concat(latest, Stream.of(guess)).toList());
    }
  }

  private final boolean on;
  private final Policy policy;
  private final InstantSource clock;
  private final KeyedHash hash = KeyedHash.ofThisProcess();
  private final Cache<Key, Failures> failures;
  private final Cache<Key, Boolean> succeeded;

  private Lockout(boolean on, Policy policy, InstantSource clock) {
    this.on = on;
    this.policy = policy;
    this.clock = clock;
    this.failures = cache();
    this.succeeded = cache();
  }

  public static Lockout of(Policy policy, InstantSource clock) {
    return new Lockout(true, policy, clock);
  }

  public static Lockout off() {
    Policy nothing = new Policy(0, 0, 0, Duration.ZERO, Duration.ZERO);
    return new Lockout(false, nothing, InstantSource.system());
  }

  private <V> Cache<Key, V> cache() {
    return Caffeine.newBuilder()
        .maximumSize(on ? MOST_REMEMBERED : 0)
        .expireAfterWrite(policy.forget())
        .ticker(() -> clock.millis() * 1_000_000)
        .build();
  }

  /** How long this guess has to wait before it is looked at; zero when it need not. */
  Duration wait(Guess guess, Guessing guessing) {
    if (!on || failures.asMap().isEmpty()) {
      return Duration.ZERO;
    }
    Instant now = clock.instant();
    Key pair = pair(guess);
    Duration wait = remaining(pair, now);
    if (succeeded.getIfPresent(pair) != null) {
      return wait;
    }
    if (!guess.identity().isEmpty()) {
      wait = longer(wait, remaining(new Key(pair.identity(), ""), now));
    }
    return guess.identity().isEmpty() || guessing == Guessing.POSSIBLE
        ? longer(wait, remaining(new Key("", pair.address()), now))
        : wait;
  }

  void failed(Guess guess) {
    if (!on) {
      return;
    }
    long print = guess.secret().isEmpty() ? 0 : hash.of(guess.secret());
    Key pair = pair(guess);
    if (guess.identity().isEmpty()) {
      count(pair, policy.perAddress(), print);
    } else if (count(pair, policy.failures(), print)) {
      count(new Key(pair.identity(), ""), policy.perIdentity(), 0);
      count(new Key("", pair.address()), policy.perAddress(), 0);
    }
  }

  /** Whoever uses up a secret by it has nothing to come back with, and is not remembered. */
  void succeeded(Guess guess, Guessing guessing) {
    if (!on || guess.identity().isEmpty()) {
      return;
    }
    Key pair = pair(guess);
    if (failures.getIfPresent(pair) != null) {
      failures.invalidate(pair);
    }
    if (guessing == Guessing.POSSIBLE && succeeded.getIfPresent(pair) == null) {
      succeeded.put(pair, true);
    }
  }

  /** False when this very guess was counted already. */
  private boolean count(Key key, int free, long guess) {
    Failures before = failures.getIfPresent(key);
    if (guess != 0 && before != null && before.guesses().contains(guess)) {
      return false;
    }
    Instant now = clock.instant();
    failures
        .asMap()
        .compute(
            key,
            (_, old) -> {
              Failures known = old == null ? Failures.NONE : old;
              return known.and(guess, now.plus(delay(known.count() + 1 - free)));
            });
    return true;
  }

  private Duration delay(int beyond) {
    if (beyond <= 0) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(beyond - 1, LONGEST_DOUBLING));
    return doubled.compareTo(policy.longest()) < 0 ? doubled : policy.longest();
  }

  private Duration remaining(Key key, Instant now) {
    Failures known = failures.getIfPresent(key);
    return known == null || !known.until().isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, known.until());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Names of any length are let in by HTTP: what is kept of them is short. */
  private Key pair(Guess guess) {
    String identity = guess.identity();
    boolean isShort = identity.getBytes(StandardCharsets.UTF_8).length <= 64;
    return new Key(isShort ? identity : "#" + Long.toHexString(hash.of(identity)), guess.address());
  }
}
