package org.bequest.server.setup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bequest.store.KeyPackages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets which keys were sent to whom when that is long ago, in small pieces. */
final class PackageRetention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PackageRetention.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int PIECE = 100;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("package-retention").factory());
  private final KeyPackages packages;
  private final Duration keep;
  private final InstantSource clock;

  /** Begins at once. */
  PackageRetention(KeyPackages packages, Duration keep, InstantSource clock) {
    this.packages = packages;
    this.keep = keep;
    this.clock = clock;
    var _ = timer.scheduleWithFixedDelay(this::sweep, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A failure is told, and the next sweep tries again. */
  private void sweep() {
    try {
      int done;
      do {
        done = packages.forget(clock.instant().minus(keep), PIECE);
      } while (done == PIECE && !timer.isShutdown());
    } catch (RuntimeException e) {
      LOG.error("packages that were sent long ago could not be forgotten", e);
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
