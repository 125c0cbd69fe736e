package org.bequest.server.setup;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bequest.ca.local.IssuingAuthority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes renewed certificates when their time has come. What is due stands in the store, so that a
 * restart forgets none.
 */
final class Supersessions implements AutoCloseable {
  /** How late a revocation may be. */
  static final Duration EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Supersessions.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("supersessions").daemon().factory());
  private final IssuingAuthority authority;

  Supersessions(IssuingAuthority authority, Duration every) {
    this.authority = authority;
    var _ =
        timer.scheduleWithFixedDelay(
            this::revoke, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void revoke() {
    try {
      authority.revokeSuperseded();
    } catch (RuntimeException e) {
      LOG.error("renewed certificates could not be revoked, the next attempt follows", e);
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
