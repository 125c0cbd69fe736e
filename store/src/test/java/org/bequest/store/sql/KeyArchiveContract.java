package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateStore.Consequences;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.CertificateStore.Recorded;
import org.bequest.store.KeyArchive.Line;
import org.bequest.store.KeyArchive.Wrapped;
import org.junit.jupiter.api.Test;

/** What every KeyArchive does. */
abstract class KeyArchiveContract extends StoreContract {
  @Test
  void aKeyIsKeptByTheCommitOfItsCertificateAlsoOverARestart() {
    assertThat(issue(1, Optional.empty())).isEqualTo(Recorded.COMMITTED);
    reopen();
    Wrapped found = recover(1).orElseThrow();
    assertThat(found.envelope()).containsExactly(1, 2, 3);
    assertThat(found.recovery()).isEqualTo("cd".repeat(32));
  }

  @Test
  void aCertificateThatIsNotRecordedLeavesNoKey() {
    assertThat(issue(1, Optional.of("absent"))).isEqualTo(Recorded.TICKET_SPENT);
    assertThat(store.keyArchive().list("", 10)).isEmpty();
    assertThat(recover(1)).isEmpty();
  }

  @Test
  @Requirement("S-31")
  void aKeyIsFoundByItsOwnCertificateAlone() {
    issue(1, Optional.empty());
    store.certificates().record(Rows.certificate(2), Rows.audit("2"), Optional.empty());
    assertThat(recover(2)).isEmpty();
    assertThat(recover(-1)).isEmpty();
    assertThat(
            store.keyArchive().recover("cd".repeat(32), BigInteger.ONE, Rows.audit("other issuer")))
        .isEmpty();
  }

  @Test
  void aRecoveryIsToldAndAVainOneIsNot() {
    issue(1, Optional.empty());
    recover(2);
    assertThat(store.audit().after(0, 10)).hasSize(1);
    recover(1);
    assertThat(store.audit().after(0, 10))
        .extracting(line -> line.entry().subject())
        .containsExactly("1", "recovered 1");
  }

  @Test
  void keysAreListedByTheirCertificatesWithoutThemselves() {
    issue(1, Optional.empty());
    issue(22, Optional.empty());
    assertThat(store.keyArchive().list("", 10)).hasSize(2);
    assertThat(store.keyArchive().list("", 1)).hasSize(1);
    assertThat(store.keyArchive().list("ICE-22", 10))
        .containsExactly(
            new Line(
                Rows.ISSUER,
                BigInteger.valueOf(22),
                "CN=device-22",
                "otp:device-22",
                Rows.NOW,
                "cd".repeat(32)));
  }

  private Recorded issue(long serial, Optional<String> ticket) {
    Wrapped key = new Wrapped(new byte[] {1, 2, 3}, "cd".repeat(32));
    Consequences consequences =
        new Consequences(
            new Payment(Optional.empty(), ticket),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(key),
            Optional.empty());
    return store
        .certificates()
        .record(Rows.certificate(serial), Rows.audit(Long.toString(serial)), consequences);
  }

  private Optional<Wrapped> recover(long serial) {
    AuditEntry audit = Rows.audit("recovered " + serial);
    return store.keyArchive().recover(Rows.ISSUER, BigInteger.valueOf(serial), audit);
  }
}
