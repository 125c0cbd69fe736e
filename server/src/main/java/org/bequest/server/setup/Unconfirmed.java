package org.bequest.server.setup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bequest.ca.IssuedCertificates;
import org.bequest.ca.IssuedCertificates.Order;
import org.bequest.ca.IssuedCertificates.Result;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.server.label.Labels;
import org.bequest.store.CertificateRow;
import org.bequest.store.Confirmations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes certificates that their holders have not confirmed in time (RFC 5272 6.14). Which they
 * are stands in the store, so that a restart forgets none.
 */
final class Unconfirmed implements AutoCloseable {
  /** How late a revocation may be. */
  static final Duration EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Unconfirmed.class);
  private static final int AT_ONCE = 1_000;
  private static final Order ORDER =
      new Order(
          CrlReason.CESSATION_OF_OPERATION.code(),
          "system:confirmation",
          Map.of("confirmed", "false"));

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("unconfirmed").daemon().factory());
  private final Confirmations confirmations;
  private final Authorities authorities;
  private final InstantSource clock;

  /**
   * Who revokes.
   *
   * @param labels whose authority issued a certificate
   * @param local for certificates of labels that are gone
   */
  record Authorities(Supplier<Labels> labels, IssuedCertificates local) {
    private IssuedCertificates of(CertificateRow row) {
      return labels
          .get()
          .find(row.label(), false)
          .filter(l -> l.revocation() instanceof IssuedCertificates)
          .map(l -> (IssuedCertificates) l.revocation())
          .orElse(local);
    }
  }

  Unconfirmed(
      Confirmations confirmations, Authorities authorities, InstantSource clock, Duration every) {
    this.confirmations = confirmations;
    this.authorities = authorities;
    this.clock = clock;
    var _ =
        timer.scheduleWithFixedDelay(
            this::revoke, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void revoke() {
    try {
      List<CertificateRow> overdue = confirmations.overdue(clock.instant(), AT_ONCE);
      overdue.forEach(this::revoke);
    } catch (RuntimeException e) {
      LOG.error("unconfirmed certificates could not be revoked, the next attempt follows", e);
    }
  }

  private void revoke(CertificateRow row) {
    if (authorities.of(row).revoke(row, ORDER) instanceof Result.Failed(String why)) {
      LOG.warn("certificate {} was not confirmed and cannot be revoked: {}", row.serial(), why);
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
