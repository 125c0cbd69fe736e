package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.Consequences;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.CertificateStore.Probation;
import org.bequest.store.CertificateStore.Revocation;
import org.bequest.store.Confirmations.Provisional;
import org.junit.jupiter.api.Test;

/** What all Confirmations do. */
abstract class ConfirmationsContract extends StoreContract {
  private static final Instant UNTIL = Rows.NOW.plus(Duration.ofHours(1));
  private static final BigInteger ONE = BigInteger.ONE;

  private void issue(long serial, String transaction) {
    store
        .certificates()
        .record(
            Rows.certificate(serial),
            Rows.audit(Long.toString(serial)),
            new Consequences(
                Payment.by(Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Probation(Duration.ofHours(1), transaction))));
  }

  private static AuditEntry confirmed(Instant at) {
    return new AuditEntry(at, "certificate.confirm", "user:alice", "1", "ok", Map.of());
  }

  private boolean confirm(Instant at) {
    return store.confirmations().confirm(Rows.ISSUER, ONE, confirmed(at));
  }

  private List<BigInteger> overdue(Instant at) {
    return store.confirmations().overdue(at, 10).stream().map(CertificateRow::serial).toList();
  }

  private List<String> actions() {
    return store.audit().after(0, 10).stream().map(e -> e.entry().action()).toList();
  }

  @Test
  @Requirement("R5272-6.14-3")
  void aCertificateWaitsUntilItIsConfirmedOnce() {
    issue(1, "77");
    reopen();
    assertThat(store.confirmations().find(Rows.ISSUER, ONE)).contains(new Provisional(UNTIL, "77"));
    assertThat(confirm(Rows.NOW)).isTrue();
    assertThat(store.confirmations().find(Rows.ISSUER, ONE)).isEmpty();
    assertThat(confirm(Rows.NOW)).isFalse();
    assertThat(actions()).containsExactly("certificate.issue", "certificate.confirm");
  }

  @Test
  void aConfirmationThatComesTooLateCountsForNothing() {
    issue(1, "");
    assertThat(overdue(UNTIL.minusMillis(1))).isEmpty();
    assertThat(overdue(UNTIL)).containsExactly(ONE);
    assertThat(confirm(UNTIL)).isFalse();
    assertThat(actions()).containsExactly("certificate.issue");
    assertThat(overdue(UNTIL)).containsExactly(ONE);
  }

  @Test
  void whatIsRevokedWaitsNoMore() {
    issue(1, "77");
    store
        .certificates()
        .revoke(Rows.ISSUER, ONE, new Revocation(Rows.NOW, 5), Rows.audit("revoked"));
    assertThat(store.confirmations().find(Rows.ISSUER, ONE)).isEmpty();
    assertThat(overdue(UNTIL)).isEmpty();
  }

  @Test
  void theCertificatesOfATransactionAreFoundByIt() {
    issue(1, "77");
    issue(2, "78");
    issue(3, "77");
    assertThat(store.confirmations().ofTransaction("77", 10))
        .extracting(CertificateRow::serial)
        .containsExactly(ONE, BigInteger.valueOf(3));
    assertThat(store.confirmations().ofTransaction("77", 1)).hasSize(1);
    assertThat(store.confirmations().ofTransaction("7", 10)).isEmpty();
  }

  @Test
  void anOrdinaryCertificateWaitsForNothing() {
    store.certificates().record(Rows.certificate(1), Rows.audit("1"), Optional.empty());
    assertThat(store.confirmations().find(Rows.ISSUER, ONE)).isEmpty();
    assertThat(store.confirmations().find(Rows.ISSUER, BigInteger.ZERO)).isEmpty();
    assertThat(confirm(Rows.NOW)).isFalse();
  }
}
