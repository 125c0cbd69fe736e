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
    RequestSql.update(transaction.statements(), older.become(failed, newer.createdAt()));
    transaction.append(
        audit(older, "request.replace", newer.createdAt(), Map.of("by", newer.ticket())));
  }

  @Override
  public Changed change(RequestRow after, AuditEntry audit) {
    return writer.write(transaction -> {
      var before = RequestSql.byTicket(transaction.statements(), after.ticket());
      if (before.isEmpty() || before.get().version() != after.version() - 1) {
        return Changed.LOST;
      }
      if (!pay(transaction, before.get(), after, audit.at())) {
        return Changed.PASSWORD_SPENT;
      }
      RequestSql.update(transaction.statements(), after);
      transaction.append(audit);
      return Changed.CHANGED;
    });
  }

  /** False when it has to be paid for and is not. */
  private static boolean pay(
      Transaction transaction, RequestRow before, RequestRow after, Instant at)
      throws SQLException {
    if (before.passwordId().isEmpty()) {
      return true;
    }
    String passwordId = before.passwordId().get();
    boolean asked = before.state() instanceof RequestState.Asking;
    if (asked && after.state() instanceof RequestState.Failed) {
      SqlCredentials.unspend(transaction, passwordId);
    }
    return asked
        || !(after.state() instanceof RequestState.Asking)
        || SqlCredentials.spendHeld(transaction, passwordId, at);
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
        var expired = new RequestState.Expired(row.state().decision());
        RequestSql.update(transaction.statements(), row.become(expired, row.expiresAt()));
        transaction.append(audit(row, "request.expire", now, Map.of("state", row.state().word())));
      }
      return overdue.size();
    });
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
