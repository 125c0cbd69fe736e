package org.bequest.server.setup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.bequest.store.RequestStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests expire that nobody decided in time, and forgets those that are long over. Both are
 * compare-and-set in small pieces, so that nobody waits for it, and another node may do the same.
 */
final class RequestRetention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestRetention.class);
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final int PIECE = 100;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("request-retention").factory());
  private final RequestStore requests;
  private final Duration keep;
  private final InstantSource clock;

  /**
   * Begins at once.
   *
   * @param keep after the device is not told any more
   */
  RequestRetention(RequestStore requests, Duration keep, InstantSource clock) {
    this.requests = requests;
    this.keep = keep;
    this.clock = clock;
    var _ = timer.scheduleWithFixedDelay(this::sweep, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A failure is told, and the next sweep tries again. */
  private void sweep() {
    try {
      int expired = all(() -> requests.expire(clock.instant(), PIECE));
      int forgotten = all(() -> requests.forget(clock.instant().minus(keep), PIECE));
      if (expired + forgotten > 0) {
        LOG.info("{} waiting requests expired, {} old ones were forgotten", expired, forgotten);
      }
    } catch (RuntimeException e) {
      LOG.error("requests that are over could not be cleared away", e);
    }
  }

  private int all(IntSupplier piece) {
    int all = 0;
    int done;
    do {
      done = piece.getAsInt();
      all += done;
    } while (done == PIECE && !timer.isShutdown());
    return all;
  }

  @Override
  public void close() {
    timer.close();
  }
}
