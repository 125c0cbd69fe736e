package org.bequest.server.jwks;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer, fetched when they are needed and kept for a while. A key that is not
 * among them has them fetched early, but not oftener than strangers may cause. While they cannot be
 * fetched the old ones count, for a day.
 */
public final class KeySet {
  private static final Logger LOGGER = LoggerFactory.getLogger(KeySet.class);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  private static final Duration LONGEST_KEPT = Duration.ofDays(1);
  private static final int WEAKEST_RSA = 2048;

  private final KeySource source;
  private final Duration refresh;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Fetched fetched;
  private Instant lastAttempt = Instant.MIN;

  private record Fetched(JWKSet keys, Instant at) {}

  /**
   * @param refresh how old the keys may get
   */
  public KeySet(KeySource source, Duration refresh, InstantSource clock) {
    this.source = source;
    this.refresh = refresh;
    this.clock = clock;
  }

  /**
   * The public keys that a signature with this header may be of.
   *
   * @return empty when there is no key set to look into
   */
  public Optional<List<JWK>> candidates(JWSHeader header) {
    Instant now = clock.instant();
    Fetched present = fetched;
    if (present == null || !now.isBefore(present.at().plus(refresh))) {
      present = fetch(present, now);
    }
    List<JWK> found = select(present, header);
    if (found.isEmpty() && present != null) {
      present = fetch(present, now);
      found = select(present, header);
    }
    return present == null ? Optional.empty() : Optional.of(found);
  }

  private static List<JWK> select(@Nullable Fetched from, JWSHeader header) {
    return from == null
        ? List.of()
        : new JWKSelector(JWKMatcher.forJWSHeader(header))
            .select(from.keys()).stream().filter(KeySet::isStrong).toList();
  }

  private static boolean isStrong(JWK key) {
    return !(key instanceof RSAKey) || key.size() >= WEAKEST_RSA;
  }

  /** Who has keys does not wait for another one's fetching. */
  private @Nullable Fetched fetch(@Nullable Fetched present, Instant now) {
    if (present != null && !fetching.tryLock()) {
      return present;
    }
    if (present == null) {
      fetching.lock();
    }
    try {
      if (Objects.equals(fetched, present) && now.isAfter(lastAttempt.plus(BETWEEN_FETCHES))) {
        lastAttempt = now;
        fetched = read(present, now);
      }
      return fetched;
    } finally {
      fetching.unlock();
    }
  }

  private @Nullable Fetched read(@Nullable Fetched present, Instant now) {
    try {
      return new Fetched(JWKSet.parse(source.read()).toPublicJWKSet(), now);
    } catch (IOException | ParseException e) {
      LOGGER.warn("The keys of {} cannot be had: {}", source, e.getMessage());
      boolean counts = present != null && now.isBefore(present.at().plus(LONGEST_KEPT));
      return counts ? present : null;
    }
  }
}
