package org.bequest.server.setup;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bequest.ca.RevocationAuthority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes a revocation list again and again, well before the last one has passed. */
final class CrlPublication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CrlPublication.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("crl").daemon().factory());
  private final RevocationAuthority authority;

  /** The first list is there when this returns (security rule S-73). */
  CrlPublication(RevocationAuthority authority, Duration every) {
    this.authority = authority;
    authority.publishCrl();
    var _ =
        timer.scheduleWithFixedDelay(
            this::publish, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A failure is told and the next attempt made: the last list is served until then. */
  private void publish() {
    try {
      authority.publishCrl();
    } catch (RuntimeException e) {
      LOG.error("the revocation list could not be published", e);
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
