package org.bequest.store.sql;

import java.sql.SQLException;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.Consequences;
import org.bequest.store.CertificateStore.Limit;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.CertificateStore.Probation;
import org.bequest.store.CertificateStore.Recorded;
import org.bequest.store.CertificateStore.Revocation;
import org.bequest.store.CertificateStore.Succession;
import org.bequest.store.Confirmations.Provisional;

/** A certificate and all that is committed with it. */
record Recording(
    CertificateRow certificate, byte[] serial, AuditEntry audit, Consequences consequences) {
  /** CRLReason superseded (RFC 5280 5.3.1). */
  private static final int SUPERSEDED = 4;

  Recorded run(Transaction transaction) throws SQLException {
    Payment payment = consequences.payment();
    if (consequences.limit().isPresent() && isFull(transaction, consequences.limit().get())) {
      return Recorded.TOO_MANY_LIVE;
    }
    if (!CertificatePayment.isProven(transaction, payment, certificate.issuedAt())
        || !CertificatePayment.password(transaction, payment, certificate.issuedAt())) {
      return Recorded.PASSWORD_SPENT;
    }
    byte[] owner = consequences.limit().map(Limit::owner).orElse(null);
    if (!CertificateSql.insert(transaction, certificate, serial, owner)) {
      CertificatePayment.giveBack(transaction, payment);
      return Recorded.DUPLICATE_SERIAL;
    }
    if (!CertificatePayment.ticket(transaction, payment, certificate)) {
      CertificateSql.delete(transaction, certificate.issuer(), serial);
      CertificatePayment.giveBack(transaction, payment);
      return Recorded.TICKET_SPENT;
    }
    CertificatePayment.spendSecret(transaction, payment, certificate.issuedAt());
    transaction.append(audit);
    follow(transaction);
    return Recorded.COMMITTED;
  }

  private void follow(Transaction transaction) throws SQLException {
    if (consequences.revocationChallenge().isPresent()) {
      String hash = consequences.revocationChallenge().get();
      RevocationChallengeSql.insert(transaction, certificate.issuer(), serial, hash);
    }
    if (consequences.archived().isPresent()) {
      KeyArchiveSql.insert(transaction, certificate, serial, consequences.archived().get());
    }
    if (consequences.probation().isPresent()) {
      putOn(transaction, consequences.probation().get());
    }
    if (consequences.succession().isPresent()) {
      succeed(transaction, consequences.succession().get());
    }
  }

  private void putOn(Transaction transaction, Probation probation) throws SQLException {
    long issuer = transaction.issuer(certificate.issuer());
    var until = certificate.issuedAt().plus(probation.within());
    ProvisionalSql.insert(
        transaction.statements(), issuer, serial, new Provisional(until, probation.transaction()));
  }

  private boolean isFull(Transaction transaction, Limit limit) throws SQLException {
    var old = consequences.succession();
    long issuer = old.isPresent() ? transaction.issuer(old.get().issuer()) : -1;
    byte[] renewed = old.isPresent() ? key(old.get()) : new byte[0];
    var count = new SupersessionSql.Count(limit.owner(), certificate.issuedAt(), issuer, renewed);
    return SupersessionSql.live(transaction.statements(), count) >= limit.most();
  }

  private void succeed(Transaction transaction, Succession succession) throws SQLException {
    long issuer = transaction.issuer(succession.issuer());
    var pair =
        new SupersessionSql.Pair(
            issuer, key(succession), transaction.issuer(certificate.issuer()), serial);
    var statements = transaction.statements();
    SupersessionSql.queue(statements, pair, succession.due());
    if (succession.due().isAfter(certificate.issuedAt())) {
      return;
    }
    var revocation = new Revocation(certificate.issuedAt(), SUPERSEDED);
    if (CertificateSql.revoke(statements, succession.issuer(), pair.serial(), revocation)) {
      transaction.append(succession.audit());
    }
    SupersessionSql.forget(statements, succession.issuer(), pair.serial());
    ProvisionalSql.forget(statements, succession.issuer(), pair.serial());
  }

  private static byte[] key(Succession succession) {
    return Columns.serial(succession.serial()).orElseThrow();
  }
}
