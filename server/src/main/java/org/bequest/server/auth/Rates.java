package org.bequest.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;

/** How often somebody may ask: a token bucket for each identity and for each address. */
public final class Rates {
  private static final int MOST_REMEMBERED = 100_000;

  private final Buckets identities;
  private final Buckets addresses;

  /**
   * @param perIdentity requests a minute; 0 is no limit
   * @param perAddress requests a minute; 0 is no limit
   * @param burst how many may come at once
   */
  public Rates(int perIdentity, int perAddress, int burst, InstantSource clock) {
    this.identities = new Buckets(perIdentity, burst, clock);
    this.addresses = new Buckets(perAddress, burst, clock);
  }

  public static Rates off() {
    return new Rates(0, 0, 1, InstantSource.system());
  }

  /** Takes a token; how long to wait for one when there is none. */
  Duration ofIdentity(String identity) {
    return identities.take(identity);
  }

  /** Takes a token; how long to wait for one when there is none. */
  Duration ofAddress(String address) {
    return addresses.take(address);
  }

  /** All of one kind. What is idle long enough to be full is forgotten. */
  private static final class Buckets {
    private final int perMinute;
    private final long capacityNanos;
    private final long tokenNanos;
    private final InstantSource clock;
    private final Cache<String, Long> fullAt;

    /** A bucket is the time at which it is full again: a token is a span of time. */
    Buckets(int perMinute, int burst, InstantSource clock) {
      this.perMinute = perMinute;
      this.tokenNanos = perMinute == 0 ? 0 : Duration.ofMinutes(1).toNanos() / perMinute;
      this.capacityNanos = tokenNanos * burst;
      this.clock = clock;
      this.fullAt =
          Caffeine.newBuilder()
              .maximumSize(MOST_REMEMBERED)
              .expireAfterWrite(Duration.ofNanos(capacityNanos + 1))
              .ticker(() -> now(clock))
              .build();
    }

    Duration take(String key) {
      if (perMinute == 0) {
        return Duration.ZERO;
      }
      long now = now(clock);
      long[] missing = new long[1];
      fullAt
          .asMap()
          .compute(
              key,
              (_, full) -> {
                long before = full == null ? now : Math.max(full, now);
                missing[0] = before + tokenNanos - now - capacityNanos;
                return missing[0] > 0 ? before : before + tokenNanos;
              });
      return missing[0] > 0 ? Duration.ofNanos(missing[0]) : Duration.ZERO;
    }

    private static long now(InstantSource clock) {
      return clock.millis() * 1_000_000;
    }
  }
}
