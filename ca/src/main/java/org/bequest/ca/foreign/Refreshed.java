package org.bequest.ca.foreign;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is fetched from elsewhere, kept for a while, and kept longer when it cannot be
 * fetched. The first who asks waits for it; after that it is fetched in the background, and whoever
 * asks has what was there: nobody waits at each request for a server that is away.
 *
 * @param <T> what is fetched
 */
public final class Refreshed<T> {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final Supplier<Optional<T>> source;
  private final Duration every;
  private final InstantSource clock;
  private final AtomicBoolean fetching = new AtomicBoolean();
  private volatile @Nullable T value;
  private volatile Instant due = Instant.MIN;

  /**
   * @param source empty when it cannot be had now
   */
  public Refreshed(Supplier<Optional<T>> source, Duration every, InstantSource clock) {
    this.source = source;
    this.every = every;
    this.clock = clock;
  }

  /** Empty while it could never be fetched. */
  public Optional<T> get() {
    if (!clock.instant().isBefore(due) && fetching.compareAndSet(false, true)) {
      if (due.equals(Instant.MIN)) {
        fetch();
      } else {
        Thread.ofVirtual().start(this::fetch);
      }
    }
    return Optional.ofNullable(value);
  }

  /** What somebody fetched on his own account. */
  public void put(T fetched) {
    value = fetched;
    due = clock.instant().plus(every);
  }

  private void fetch() {
    try {
      Optional<T> fetched = source.get();
      if (fetched.isPresent()) {
        put(fetched.get());
      } else {
        due = clock.instant().plus(AFTER_FAILURE);
      }
    } finally {
      fetching.set(false);
    }
  }
}
