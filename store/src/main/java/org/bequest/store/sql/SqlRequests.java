package org.bequest.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.RequestKey;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore;

/** Requests in SQL. The statements are in {@link RequestSql}. */
final class SqlRequests implements RequestStore {
  private final Writer writer;
  private final Readers readers;

  SqlRequests(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Optional<RequestRow> find(String ticket) {
    return readers.read(statements -> RequestSql.byTicket(statements, ticket));
  }

  @Override
  public Optional<RequestRow> find(RequestKey key) {
    byte[] fingerprint = key.fingerprint();
    return readers.read(statements -> RequestSql.byFingerprint(statements, fingerprint));
  }

  @Override
  public boolean holds(String passwordId, Instant now) {
    return readers.read(statements -> RequestSql.holds(statements, passwordId, now));
  }

  @Override
  public Opened open(RequestRow row, int most, AuditEntry audit) {
    return writer.write(transaction -> open(transaction, row, most, audit));
  }

  private static Opened open(Transaction transaction, RequestRow row, int most, AuditEntry audit)
      throws SQLException {
    var statements = transaction.statements();
    var known = RequestSql.byFingerprint(statements, row.key().fingerprint());
    if (known.isPresent() && known.get().answers(row.createdAt())) {
      return new Opened.Present(known.get());
    }
    if (RequestSql.count(statements, row, most) >= most) {
      return new Opened.Full();
    }
    if (row.passwordId().isPresent() && !claim(transaction, row, row.passwordId().get())) {
      return new Opened.PasswordSpent();
    }
    RequestSql.insert(statements, row);
    transaction.append(audit);
    return new Opened.Added();
  }

  /** False when the password buys nothing; else the older requests of it wait no longer. */
  private static boolean claim(Transaction transaction, RequestRow row, String passwordId)
      throws SQLException {
    boolean good =
        row.state() instanceof RequestState.Asking
            ? SqlCredentials.spend(transaction, passwordId, row.createdAt())
            : SqlCredentials.isGood(transaction, passwordId, row.createdAt());
    if (good) {
      for (var older : RequestSql.waitingWith(transaction.statements(), passwordId)) {
        replace(transaction, older, row);
      }
    }
    return good;
  }

  private static void replace(Transaction transaction, RequestRow older, RequestRow newer)
      throws SQLException {
    var failed =
        new RequestState.Failed(
            Optional.empty(), "replaced by request " + newer.ticket() + " of the same password");
    if (RequestSql.update(transaction.statements(), older.become(failed, newer.createdAt()))) {
      transaction.append(
          audit(older, "request.replace", newer.createdAt(), Map.of("by", newer.ticket())));
    }
  }

  @Override
  public Changed change(RequestRow after, AuditEntry audit) {
    return writer.write(transaction -> {
      var before = RequestSql.byTicket(transaction.statements(), after.ticket());
      return before.isPresent() && before.get().version() == after.version() - 1
          ? change(transaction, before.get(), after, audit)
          : Changed.LOST;
    });
  }

  private static Changed change(
      Transaction transaction, RequestRow before, RequestRow after, AuditEntry audit)
      throws SQLException {
    var spends = passwordSpentBy(before, after);
    if (spends.isPresent() && !SqlCredentials.spendHeld(transaction, spends.get(), audit.at())) {
      return Changed.PASSWORD_SPENT;
    }
    if (!RequestSql.update(transaction.statements(), after)) {
      giveBack(transaction, spends);
      return Changed.LOST;
    }
    giveBack(transaction, passwordFreedBy(before, after));
    transaction.append(audit);
    return Changed.CHANGED;
  }

  private static Optional<String> passwordSpentBy(RequestRow before, RequestRow after) {
    boolean asks =
        after.state() instanceof RequestState.Asking
            && !(before.state() instanceof RequestState.Asking);
    return before.passwordId().filter(id -> asks);
  }

  private static Optional<String> passwordFreedBy(RequestRow before, RequestRow after) {
    boolean asked =
        after.state() instanceof RequestState.Failed
            && before.state() instanceof RequestState.Asking;
    return before.passwordId().filter(id -> asked);
  }

  private static void giveBack(Transaction transaction, Optional<String> passwordId)
      throws SQLException {
    if (passwordId.isPresent()) {
      SqlCredentials.unspend(transaction, passwordId.get());
    }
  }

  @Override
  public List<RequestRow> list(RequestQuery query) {
    return readers.read(statements -> RequestSql.list(statements, query));
  }

  @Override
  public int expire(Instant now, int most) {
    return writer.write(transaction -> {
      var overdue = RequestSql.overdue(transaction.statements(), now, most);
      for (var row : overdue) {
        expire(transaction, row, now);
      }
      return overdue.size();
    });
  }

  private static void expire(Transaction transaction, RequestRow row, Instant now)
      throws SQLException {
    var expired = new RequestState.Expired(row.state().decision());
    if (RequestSql.update(transaction.statements(), row.become(expired, row.expiresAt()))) {
      transaction.append(audit(row, "request.expire", now, Map.of("state", row.state().word())));
    }
  }

  @Override
  public int forget(Instant before, int most) {
    return writer.write(transaction -> RequestSql.delete(transaction.statements(), before, most));
  }

  private static AuditEntry audit(
      RequestRow row, String action, Instant at, Map<String, String> details) {
    return new AuditEntry(at, action, row.key().identity(), row.ticket(), "ok", details);
  }
}
