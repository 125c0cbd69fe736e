package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.store.sql.Rows.NOW;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuthorityKeys.Role;
import org.bequest.store.AuthorityKeys.Row;
import org.bequest.store.AuthorityKeys.State;
import org.bequest.store.CertificateStore;
import org.bequest.store.CertificateStore.Outstanding;
import org.bequest.store.CertificateStore.Revocation;
import org.junit.jupiter.api.Test;

/** What every AuthorityKeys does, and what operators ask the certificates about a key. */
abstract class AuthorityKeysContract extends StoreContract {
  private static final String NEXT = "cd".repeat(32);
  private static final AuditEntry AUDIT = Rows.audit("2");

  private static Row row(int number, Role role, byte[]... links) {
    return new Row(number, "%064x".formatted(number), role, "k" + number, List.of(links), NOW);
  }

  @Test
  void thereIsNothingBeforeTheFirstRollOver() {
    assertThat(store.authorityKeys().load()).isEqualTo(new State(0, List.of()));
  }

  @Test
  void whatWasReplacedIsThereAfterARestartWithItsAuditEntry() {
    byte[] link = {1, 2, 3};
    List<Row> rows =
        List.of(row(1, Role.CURRENT), row(2, Role.NEXT, link, new byte[0], new byte[700]));
    assertThat(store.authorityKeys().replace(0, rows, AUDIT)).isTrue();
    reopen();
    State state = store.authorityKeys().load();
    assertThat(state.version()).isEqualTo(1);
    assertThat(state.rows()).usingRecursiveComparison().isEqualTo(rows);
    assertThat(store.audit().after(0, 9)).hasSize(1);
  }

  @Test
  void aChangeOfAnOlderStateIsRefusedAndWritesNothing() {
    store.authorityKeys().replace(0, List.of(row(1, Role.CURRENT)), AUDIT);
    assertThat(store.authorityKeys().replace(0, List.of(row(1, Role.RETIRED)), AUDIT)).isFalse();
    assertThat(store.authorityKeys().load().rows()).extracting(Row::role).contains(Role.CURRENT);
    assertThat(store.audit().after(0, 9)).hasSize(1);
  }

  @Test
  void ofManyAtOnceOneChangesTheKeys() throws Exception {
    Callable<Boolean> change =
        () -> store.authorityKeys().replace(0, List.of(row(1, Role.CURRENT)), AUDIT);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(
              threads.invokeAll(List.of(change, change, change, change)).stream()
                  .map(Future::resultNow))
          .containsExactlyInAnyOrder(true, false, false, false);
    }
  }

  @Test
  void whatIsInUseUnderAKeyIsNeitherRevokedNorExpiredNorTheServersOwn() {
    CertificateStore certificates = store.certificates();
    for (long serial = 1; serial <= 4; serial++) {
      recorded(Rows.ISSUER, serial);
    }
    recorded(NEXT, 2);
    certificates.revoke(
        Rows.ISSUER, BigInteger.valueOf(4), new Revocation(NOW, 1), Rows.audit("4"));
    Instant end = Rows.certificate(1).notAfter();
    assertThat(
            certificates.outstanding(
                Rows.ISSUER, NEXT, NOW, Set.of("server-tls", "message-signing")))
        .isEqualTo(new Outstanding(3, 2, end));
    assertThat(certificates.outstanding(Rows.ISSUER, NEXT, NOW, Set.of("server-tls", "device")))
        .isEqualTo(new Outstanding(0, 0, Instant.EPOCH));
    assertThat(
            certificates.outstanding(Rows.ISSUER, NEXT, end, Set.of("server-tls")).certificates())
        .isZero();
    assertThat(certificates.outstanding("ef".repeat(32), NEXT, NOW, Set.of("")).certificates())
        .isZero();
  }

  private void recorded(String issuer, long serial) {
    var row = Rows.certificate(issuer, BigInteger.valueOf(serial), NOW);
    assertThat(
            store.certificates().record(row, Rows.audit(Long.toString(serial)), Optional.empty()))
        .isEqualTo(CertificateStore.Recorded.COMMITTED);
  }
}
