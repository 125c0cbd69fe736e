package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bequest.conformance.Requirement;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CertificateStore.Consequences;
import org.bequest.store.CertificateStore.Limit;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.CertificateStore.Recorded;
import org.bequest.store.CertificateStore.Revocation;
import org.bequest.store.CertificateStore.Succession;
import org.bequest.store.Lineage;
import org.bequest.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that renew others: their line, their limits, and the end of what they replace. */
class SuccessionTest {
  private static final byte[] OWNER = new byte[32];
  private static final Instant LATER = Rows.NOW.plus(Duration.ofHours(1));

  private Store store;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = SqlStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static CertificateRow row(long serial, Optional<Lineage> lineage) {
    CertificateRow plain = Rows.certificate(serial);
    return new CertificateRow(
        plain.issuer(),
        plain.serial(),
        plain.subject(),
        plain.identity(),
        plain.label(),
        plain.profile(),
        plain.notBefore(),
        plain.notAfter(),
        plain.issuedAt(),
        plain.spkiSha256(),
        plain.encoded(),
        plain.revocation(),
        lineage);
  }

  private static Succession succession(long old, Instant due) {
    AuditEntry audit =
        new AuditEntry(Rows.NOW, "certificate.revoke", "x", Long.toString(old), "ok", Map.of());
    return new Succession(Rows.ISSUER, BigInteger.valueOf(old), due, audit);
  }

  private Recorded record(long serial, Optional<Succession> succession, Optional<Limit> limit) {
    Consequences consequences = new Consequences(Payment.by(Optional.empty()), succession, limit);
    return store
        .certificates()
        .record(row(serial, Optional.empty()), Rows.audit(Long.toString(serial)), consequences);
  }

  private Recorded renew(long old, long serial, Instant due, int most) {
    return record(serial, Optional.of(succession(old, due)), Optional.of(new Limit(OWNER, most)));
  }

  private Recorded first(long serial, int most) {
    return record(serial, Optional.empty(), Optional.of(new Limit(OWNER, most)));
  }

  private CertificateStatus status(long serial) {
    return store.certificates().status(Rows.ISSUER, BigInteger.valueOf(serial));
  }

  private List<BigInteger> due(Instant at) {
    return store.certificates().superseded(Rows.ISSUER, at, 10);
  }

  @Test
  @Requirement("S-07")
  void theLineOfRenewalsIsReadAsItWasWritten() {
    CertificateRow first = row(1, Optional.empty());
    Lineage once = Lineage.after(first, true);
    Lineage twice = Lineage.after(row(2, Optional.of(once)), true);
    assertThat(twice)
        .isEqualTo(new Lineage(first.issuedAt(), BigInteger.ONE, BigInteger.TWO, 2, 2));
    assertThat(Lineage.after(row(2, Optional.of(once)), false).sameKey()).isZero();
    CertificateRow third = row(3, Optional.of(twice));
    store.certificates().record(third, Rows.audit("3"), Optional.empty());
    assertThat(store.certificates().find(Rows.ISSUER, third.serial()).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(third);
  }

  @Test
  void whatIsRenewedForGoodIsRevokedInTheSameCommitWithItsAuditEntry() {
    first(1, 9);
    assertThat(renew(1, 2, Rows.NOW, 9)).isEqualTo(Recorded.COMMITTED);
    assertThat(status(1)).isEqualTo(new CertificateStatus.Revoked(new Revocation(Rows.NOW, 4)));
    assertThat(store.audit().after(0, 10))
        .extracting(e -> e.entry().action())
        .containsExactly("certificate.issue", "certificate.issue", "certificate.revoke");
    assertThat(due(Instant.MAX)).isEmpty();
  }

  @Test
  void whatIsRenewedForNowIsDueLaterAndOnce() {
    first(1, 9);
    renew(1, 2, LATER, 9);
    assertThat(status(1)).isEqualTo(new CertificateStatus.Good());
    assertThat(due(LATER.minusSeconds(1))).isEmpty();
    assertThat(due(LATER)).containsExactly(BigInteger.ONE);
    store
        .certificates()
        .revoke(Rows.ISSUER, BigInteger.ONE, new Revocation(LATER, 4), Rows.audit("1"));
    assertThat(due(LATER)).isEmpty();
  }

  @Test
  void ofTwoAnswersToOneRenewalTheEarlierIsDueToo() {
    first(1, 9);
    renew(1, 2, LATER, 9);
    renew(1, 3, LATER.plusSeconds(60), 9);
    assertThat(due(Instant.MAX)).containsExactly(BigInteger.ONE, BigInteger.TWO);
    assertThat(due(LATER)).containsExactly(BigInteger.ONE);
  }

  @Test
  @Requirement("S-07")
  void onlyLiveCertificatesOfTheOwnerCountAgainstItsLimit() {
    assertThat(first(1, 2)).isEqualTo(Recorded.COMMITTED);
    assertThat(first(2, 2)).isEqualTo(Recorded.COMMITTED);
    assertThat(first(3, 2)).isEqualTo(Recorded.TOO_MANY_LIVE);
    assertThat(store.certificates().find(Rows.ISSUER, BigInteger.valueOf(3))).isEmpty();
    assertThat(record(4, Optional.empty(), Optional.of(new Limit(new byte[] {1}, 1))))
        .isEqualTo(Recorded.COMMITTED);
    store
        .certificates()
        .revoke(Rows.ISSUER, BigInteger.ONE, new Revocation(Rows.NOW, 4), Rows.audit("1"));
    assertThat(first(5, 2)).isEqualTo(Recorded.COMMITTED);
  }

  @Test
  void aRenewalTakesThePlaceOfWhatItReplacesAlsoWhenItIsRepeated() {
    first(1, 1);
    assertThat(renew(1, 2, LATER, 1)).isEqualTo(Recorded.COMMITTED);
    assertThat(renew(1, 3, LATER, 1)).as("the answer was lost").isEqualTo(Recorded.COMMITTED);
    assertThat(first(4, 1)).isEqualTo(Recorded.TOO_MANY_LIVE);
  }

  @Test
  void ofAHundredThreadsNoMoreThanTheLimitSucceed() throws Exception {
    List<Callable<Recorded>> tasks = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      int serial = i;
      tasks.add(() -> first(serial, 3));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(tasks).stream().map(Future::resultNow))
          .filteredOn(Recorded.COMMITTED::equals)
          .hasSize(3);
    }
  }

  @Test
  void certificatesWithoutALimitAreInNoIndexOfOwners() {
    store.certificates().record(Rows.certificate(9), Rows.audit("9"), Optional.empty());
    assertThat(first(1, 1)).isEqualTo(Recorded.COMMITTED);
  }

  @Test
  @Requirement("S-07")
  void aKeyThatIsReportedCompromisedSpeaksAgainstItselfForEver() {
    CertificateRow row = Rows.certificate(1);
    store.certificates().record(row, Rows.audit("1"), Optional.empty());
    assertThat(store.certificates().againstKey(row.spkiSha256(), row.subject())).isEmpty();
    store
        .certificates()
        .revoke(Rows.ISSUER, row.serial(), new Revocation(Rows.NOW, 1), Rows.audit("1"));
    assertThat(store.certificates().againstKey(row.spkiSha256(), row.subject())).hasSize(1);
    assertThat(store.certificates().ofKey(row.spkiSha256(), 5)).hasSize(1);
  }
}
