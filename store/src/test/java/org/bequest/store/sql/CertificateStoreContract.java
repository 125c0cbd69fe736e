package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bequest.conformance.Requirement;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CertificateStore;
import org.bequest.store.CertificateStore.CertificateQuery;
import org.bequest.store.CertificateStore.Recorded;
import org.bequest.store.CertificateStore.Revocation;
import org.bequest.store.CertificateStore.RevokedRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every CertificateStore does. */
abstract class CertificateStoreContract extends StoreContract {
  private static final BigInteger LARGEST = BigInteger.TWO.pow(160).subtract(BigInteger.ONE);

  private Recorded record(CertificateRow row) {
    return store.certificates().record(row, Rows.audit(row.subject()), Optional.empty());
  }

  @Test
  @Requirement("S-76")
  void aRecordedCertificateIsFoundAsItWasWithItsAuditEntry() {
    var row = Rows.certificate(Rows.ISSUER, LARGEST, Rows.NOW);
    assertThat(record(row)).isEqualTo(Recorded.COMMITTED);
    assertThat(store.certificates().find(Rows.ISSUER, LARGEST).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(row);
    assertThat(store.audit().after(0, 10)).hasSize(1);
  }

  @Test
  @Requirement("S-16")
  void theHashOfARevocationChallengeIsKeptWithItsCertificateAlone() {
    var challenged =
        new CertificateStore.Consequences(
            CertificateStore.Payment.by(Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.of("$argon2id$hash"),
            Optional.empty(),
            Optional.empty());
    store.certificates().record(Rows.certificate(7), Rows.audit("7"), challenged);
    record(Rows.certificate(8));
    assertThat(store.certificates().revocationChallenge(Rows.ISSUER, BigInteger.valueOf(7)))
        .contains("$argon2id$hash");
    assertThat(store.certificates().revocationChallenge(Rows.ISSUER, BigInteger.valueOf(8)))
        .isEmpty();
  }

  @Test
  @Requirement("S-24")
  void aSerialNumberIsTakenOncePerIssuer() {
    assertThat(record(Rows.certificate(7))).isEqualTo(Recorded.COMMITTED);
    assertThat(record(Rows.certificate(7))).isEqualTo(Recorded.DUPLICATE_SERIAL);
    assertThat(record(Rows.certificate("cd".repeat(32), BigInteger.valueOf(7), Rows.NOW)))
        .isEqualTo(Recorded.COMMITTED);
    assertThat(store.audit().after(0, 10)).hasSize(2);
  }

  @Test
  @Requirement("S-24")
  void aDuplicateSerialNumberSpendsNoPassword() {
    record(Rows.certificate(7));
    store.credentials().addPassword(Rows.password("p"), Rows.audit("p"));
    var again = Rows.certificate(7);
    assertThat(store.certificates().record(again, Rows.audit("7"), Optional.of("p")))
        .isEqualTo(Recorded.DUPLICATE_SERIAL);
    assertThat(store.credentials().passwords().getFirst().spentAt()).isEmpty();
    assertThat(store.audit().firstBroken()).isEmpty();
  }

  @Test
  @Requirement("S-17")
  void aHundredThreadsWithOnePasswordGetOneCertificate() throws Exception {
    store.credentials().addPassword(Rows.password("p"), Rows.audit("p"));
    var tasks = new ArrayList<Callable<Recorded>>();
    for (int i = 1; i <= 100; i++) {
      var row = Rows.certificate(i);
      tasks.add(() -> store.certificates().record(row, Rows.audit("x"), Optional.of("p")));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
      assertThat(answers).containsOnlyOnce(Recorded.COMMITTED);
      assertThat(answers).filteredOn(Recorded.PASSWORD_SPENT::equals).hasSize(99);
    }
    assertThat(list("", 1000)).hasSize(1);
    assertThat(store.audit().after(0, 1000)).hasSize(2);
    assertThat(store.audit().firstBroken()).isEmpty();
  }

  @Test
  @Requirement("S-17")
  void anExpiredOrWithdrawnPasswordBuysNothing() {
    store.credentials().addPassword(Rows.password("p"), Rows.audit("p"));
    var late = Rows.certificate(Rows.ISSUER, BigInteger.ONE, Rows.password("p").expiresAt());
    assertThat(store.certificates().record(late, Rows.audit("1"), Optional.of("p")))
        .isEqualTo(Recorded.PASSWORD_SPENT);
    assertThat(store.credentials().withdrawPassword("p", Rows.audit("p"))).isTrue();
    assertThat(store.certificates().record(Rows.certificate(1), Rows.audit("1"), Optional.of("p")))
        .isEqualTo(Recorded.PASSWORD_SPENT);
    assertThat(store.certificates().find(Rows.ISSUER, BigInteger.ONE)).isEmpty();
  }

  @Test
  void statusSeesARevocationAtOnceAndTheFirstOneStays() {
    record(Rows.certificate(1));
    var one = BigInteger.ONE;
    assertThat(store.certificates().status(Rows.ISSUER, one))
        .isEqualTo(new CertificateStatus.Good());
    var first = new Revocation(Rows.NOW, 1);
    store.certificates().revoke(Rows.ISSUER, one, first, Rows.audit("1"));
    store
        .certificates()
        .revoke(Rows.ISSUER, one, new Revocation(Rows.NOW.plusSeconds(9), 4), Rows.audit("1"));
    assertThat(store.certificates().status(Rows.ISSUER, one))
        .isEqualTo(new CertificateStatus.Revoked(first));
    assertThat(store.audit().after(0, 10)).hasSize(2);
  }

  @Test
  void aHoldIsLiftedOrBecomesFinalWithTheTimeItBegan() {
    var certificates = store.certificates();
    certificates.record(Rows.certificate(1), Rows.audit("1"), Optional.empty());
    var one = BigInteger.ONE;
    var hold = new Revocation(Rows.NOW, 6);
    certificates.revoke(Rows.ISSUER, one, hold, Rows.audit("hold"));
    assertThat(certificates.status(Rows.ISSUER, one))
        .isEqualTo(new CertificateStatus.Revoked(hold));
    assertThat(
            certificates.release(Rows.ISSUER, one, Rows.audit("free")).orElseThrow().revocation())
        .isEmpty();
    assertThat(certificates.status(Rows.ISSUER, one)).isEqualTo(new CertificateStatus.Good());
    certificates.revoke(Rows.ISSUER, one, hold, Rows.audit("hold"));
    var later = Rows.NOW.plusSeconds(9);
    certificates.revoke(Rows.ISSUER, one, new Revocation(later, 6), Rows.audit("again"));
    certificates.revoke(Rows.ISSUER, one, new Revocation(later, 1), Rows.audit("final"));
    var last = new CertificateStatus.Revoked(new Revocation(Rows.NOW, 1));
    assertThat(certificates.status(Rows.ISSUER, one)).isEqualTo(last);
    assertThat(certificates.release(Rows.ISSUER, one, Rows.audit("free"))).isPresent();
    assertThat(certificates.status(Rows.ISSUER, one)).isEqualTo(last);
    assertThat(certificates.release(Rows.ISSUER, BigInteger.TWO, Rows.audit("free"))).isEmpty();
    assertThat(store.audit().after(0, 10))
        .extracting(e -> e.entry().subject())
        .containsExactly("1", "hold", "free", "hold", "final");
  }

  @Test
  void aSerialNumberThatNobodyCanHaveIsUnknownAndCannotBeRecorded() {
    for (var serial :
        new BigInteger[] {BigInteger.ZERO, BigInteger.TEN.negate(), LARGEST.add(BigInteger.ONE)}) {
      assertThat(store.certificates().status(Rows.ISSUER, serial))
          .isEqualTo(new CertificateStatus.Unknown());
      var row = Rows.certificate(Rows.ISSUER, serial, Rows.NOW);
      assertThatThrownBy(() -> record(row)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void revokedCertificatesComeInOrderOfSerialNumberWithoutTheExpired() {
    for (long serial : new long[] {300, 2, 128, 65_536}) {
      record(Rows.certificate(serial));
      store
          .certificates()
          .revoke(
              Rows.ISSUER,
              BigInteger.valueOf(serial),
              new Revocation(Rows.NOW, 1),
              Rows.audit("r"));
    }
    record(Rows.certificate(5));
    assertThat(revokedSerials(Rows.NOW)).containsExactly(2L, 128L, 300L, 65_536L);
    assertThat(revokedSerials(Rows.NOW.plusSeconds(86_400))).isEmpty();
  }

  private List<Long> revokedSerials(Instant at) {
    try (var rows = store.certificates().revoked(Rows.ISSUER, at)) {
      return rows.map(RevokedRow::serial).map(BigInteger::longValueExact).toList();
    }
  }

  @Test
  void aListIsNewestFirstAndAPageNeverSplitsOneInstant() {
    for (int i = 1; i <= 6; i++) {
      record(Rows.certificate(Rows.ISSUER, BigInteger.valueOf(i), Rows.NOW.plusSeconds(i / 2)));
    }
    assertThat(list("", 2))
        .extracting(CertificateRow::serial)
        .map(BigInteger::intValue)
        .containsExactly(6, 4, 5);
    assertThat(list("DEVICE-3", 10)).hasSize(1);
    assertThat(list("%", 10)).isEmpty();
  }

  private List<CertificateRow> list(String subject, int limit) {
    return store.certificates().list(new CertificateQuery(subject, "", limit, Instant.MAX));
  }

  @Test
  void aPublicKeyFindsItsUnrevokedCertificatesOfOtherSubjects() {
    var row = Rows.certificate(1);
    record(row);
    assertThat(againstKey(row, row.subject())).isEmpty();
    assertThat(againstKey(row, row.subject() + "0")).hasSize(1);
    assertThat(againstKey(row, "")).hasSize(1);
    assertThat(againstKey(Rows.certificate(2), "")).isEmpty();
    store
        .certificates()
        .revoke(Rows.ISSUER, row.serial(), new Revocation(Rows.NOW, 0), Rows.audit("1"));
    assertThat(againstKey(row, "")).isEmpty();
  }

  private List<CertificateRow> againstKey(CertificateRow row, String subject) {
    return store.certificates().againstKey(row.spkiSha256(), subject);
  }

  @Test
  void aRevocationOfWhatIsNotThereIsEmptyAndTellsTheAuditLogNothing() {
    var revocation = new Revocation(Rows.NOW, 1);
    assertThat(
            store.certificates().revoke(Rows.ISSUER, BigInteger.TEN, revocation, Rows.audit("10")))
        .isEmpty();
    assertThat(store.audit().after(0, 10)).isEmpty();
  }

  @Test
  void aTimeIsKeptToTheMicrosecond() {
    record(Rows.certificate(Rows.ISSUER, BigInteger.ONE, Rows.NOW.plusNanos(1_999)));
    assertThat(store.certificates().find(Rows.ISSUER, BigInteger.ONE).orElseThrow().issuedAt())
        .isEqualTo(Rows.NOW.plusNanos(1_000));
  }

  @Test
  void aNulInATextBecomesTheReplacementCharacter() {
    store.audit().append(Rows.audit("a\0b"));
    assertThat(store.audit().after(0, 1).getFirst().entry().subject()).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 7, 8, 11})
  void aReasonThatNoRevocationCanHaveIsRefused(int reason) {
    assertThatThrownBy(() -> new Revocation(Rows.NOW, reason))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void aPageHasOneToAThousandRows(int limit) {
    assertThatThrownBy(() -> new CertificateQuery("", "", limit, Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
