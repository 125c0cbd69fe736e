package org.bequest.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.RequestState;

/** What a certificate costs, paid in the transaction that records it. */
final class CertificatePayment {
  private CertificatePayment() {}

  /** False when there is one to spend and it cannot be spent. */
  static boolean password(Transaction transaction, Payment payment, Instant at)
      throws SQLException {
    if (payment.passwordId().isEmpty()) {
      return true;
    }
    String id = payment.passwordId().get();
    return isHeld(transaction, payment, id)
        ? SqlCredentials.spendHeld(transaction, id, at)
        : SqlCredentials.spend(transaction, id, at);
  }

  /**
   * False when a shared secret has proven it and may not be used any more. A request that waited
   * for its ticket came in time.
   */
  static boolean isProven(Transaction transaction, Payment payment, Instant at)
      throws SQLException {
    Instant judged = payment.ticket().isPresent() ? Instant.MIN : at;
    return payment.secret().isEmpty()
        || SharedSecretSql.isUsable(transaction.statements(), payment.secret().get(), judged);
  }

  /** Spends the shared secret that {@link #isProven} has judged. */
  static void spendSecret(Transaction transaction, Payment payment, Instant at)
      throws SQLException {
    if (payment.secret().isPresent()) {
      SharedSecretSql.spend(transaction.statements(), payment.secret().get(), at);
    }
  }

  /** Whether the request that is fulfilled came with this very password. */
  private static boolean isHeld(Transaction transaction, Payment payment, String passwordId)
      throws SQLException {
    return payment.ticket().isPresent()
        && RequestSql.byTicket(transaction.statements(), payment.ticket().get())
            .flatMap(row -> row.passwordId())
            .equals(Optional.of(passwordId));
  }

  /** False when there is a request to fulfil and it may not be fulfilled. */
  static boolean ticket(Transaction transaction, Payment payment, CertificateRow certificate)
      throws SQLException {
    if (payment.ticket().isEmpty()) {
      return true;
    }
    var issued =
        new RequestState.Issued(Optional.empty(), certificate.issuer(), certificate.serial());
    return RequestSql.issue(
        transaction.statements(), payment.ticket().get(), issued, certificate.issuedAt());
  }

  static void giveBack(Transaction transaction, Payment payment) throws SQLException {
    if (payment.passwordId().isPresent()) {
      SqlCredentials.unspend(transaction, payment.passwordId().get());
    }
  }
}
