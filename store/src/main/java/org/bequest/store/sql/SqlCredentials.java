package org.bequest.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Users and one-time passwords in SQL. A fleet behind one user asks for that user at each request,
 * so users are kept as they were last read, until one is changed: nobody changes them but this
 * object, whose database no other process has open ({@link ProcessLock}).
 */
final class SqlCredentials implements CredentialStore {
  private static final String PASSWORDS =
      "SELECT id, sha256, label, name, created_at, expires_at, spent_at FROM one_time_password ";

  private final Writer writer;
  private final Readers readers;
  private final ConcurrentMap<String, User> known = new ConcurrentHashMap<>();

  SqlCredentials(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * The row count decides, so two nodes or a hundred threads with the same password agree on one.
   */
  static boolean spend(Transaction transaction, String id, Instant at) throws SQLException {
    var update =
        transaction
            .statements()
            .prepare(
                """
                UPDATE one_time_password SET spent_at = ?
                WHERE id = ? AND spent_at IS NULL AND expires_at > ?\
                """);
    update.setLong(1, Columns.micros(at));
    update.setString(2, id);
    update.setLong(3, Columns.micros(at));
    return update.executeUpdate() == 1;
  }

  /** Spends a password that a request holds, also past its own time. */
  static boolean spendHeld(Transaction transaction, String id, Instant at) throws SQLException {
    var update =
        transaction
            .statements()
            .prepare("UPDATE one_time_password SET spent_at = ? WHERE id = ? AND spent_at IS NULL");
    update.setLong(1, Columns.micros(at));
    update.setString(2, id);
    return update.executeUpdate() == 1;
  }

  /** Whether {@link #spend} would succeed. */
  static boolean isGood(Transaction transaction, String id, Instant at) throws SQLException {
    var select =
        transaction
            .statements()
            .prepare(
                "SELECT 1 FROM one_time_password"
                    + " WHERE id = ? AND spent_at IS NULL AND expires_at > ?");
    select.setString(1, id);
    select.setLong(2, Columns.micros(at));
    try (var row = select.executeQuery()) {
      return row.next();
    }
  }

  /** Takes back that a password was spent. */
  static void unspend(Transaction transaction, String id) throws SQLException {
    var update =
        transaction
            .statements()
            .prepare("UPDATE one_time_password SET spent_at = NULL WHERE id = ?");
    update.setString(1, id);
    update.executeUpdate();
  }

  @Override
  public void putUser(User user, AuditEntry audit) {
    try {
      writer.write(transaction -> {
        put(user, transaction.handle());
        transaction.append(audit);
        return true;
      });
    } finally {
      known.remove(user.name());
    }
  }

  private static void put(User user, Handle handle) {
    handle.execute(
        """
        INSERT INTO basic_user (name, password_hash, label) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE
        SET password_hash = excluded.password_hash, label = excluded.label\
        """,
        user.name(),
        user.passwordHash(),
        user.label());
    handle.execute("DELETE FROM basic_user_name WHERE basic_user = ?", user.name());
    for (int i = 0; i < user.names().size(); i++) {
      handle.execute(
          "INSERT INTO basic_user_name (basic_user, position, name) VALUES (?, ?, ?)",
          user.name(),
          i,
          user.names().get(i));
    }
    handle.execute("DELETE FROM basic_user_digest WHERE basic_user = ?", user.name());
    for (DigestKey digest : user.digests()) {
      handle.execute(
          """
          INSERT INTO basic_user_digest (basic_user, algorithm, realm, ha1, user_hash)
          VALUES (?, ?, ?, ?, ?)\
          """,
          user.name(),
          digest.algorithm(),
          digest.realm(),
          digest.ha1(),
          digest.userHash());
    }
  }

  @Override
  public Optional<User> user(String name) {
    User user = known.get(name);
    return user == null
        ? Optional.ofNullable(known.computeIfAbsent(name, this::read))
        : Optional.of(user);
  }

  /** While this runs, the map lets nobody forget the user: what is read is not older than that. */
  private @Nullable User read(String name) {
    return readers
        .read(statements ->
            statements
                .handle()
                .select("SELECT name, password_hash, label FROM basic_user WHERE name = ?", name)
                .map((row, context) -> user(row, statements.handle()))
                .findOne())
        .orElse(null);
  }

  @Override
  public Optional<User> userByHash(String userHash) {
    return readers
        .read(statements ->
            statements
                .handle()
                .select("SELECT basic_user FROM basic_user_digest WHERE user_hash = ?", userHash)
                .mapTo(String.class)
                .findFirst())
        .flatMap(this::user);
  }

  @Override
  public List<User> users() {
    return readers.read(statements ->
        statements
            .handle()
            .select("SELECT name, password_hash, label FROM basic_user ORDER BY name")
            .map((row, context) -> user(row, statements.handle()))
            .list());
  }

  private static User user(ResultSet row, Handle handle) throws SQLException {
    String name = row.getString(1);
    var names =
        handle
            .select("SELECT name FROM basic_user_name WHERE basic_user = ? ORDER BY position", name)
            .mapTo(String.class)
            .list();
    return new User(name, row.getString(2), row.getString(3), names, digests(name, handle));
  }

  private static List<DigestKey> digests(String user, Handle handle) {
    return handle
        .select(
            """
            SELECT algorithm, realm, ha1, user_hash FROM basic_user_digest WHERE basic_user = ?
            ORDER BY algorithm\
            """,
            user)
        .map((row, _) ->
            new DigestKey(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
        .list();
  }

  @Override
  public boolean deleteUser(String name, AuditEntry audit) {
    try {
      return writeIfAny(
          transaction ->
              transaction.handle().execute("DELETE FROM basic_user WHERE name = ?", name),
          audit);
    } finally {
      known.remove(name);
    }
  }

  @Override
  public void addPassword(OneTimePassword password, AuditEntry audit) {
    writer.write(transaction -> {
      transaction
          .handle()
          .execute(
              """
              INSERT INTO one_time_password
                (id, sha256, label, name, created_at, expires_at, spent_at)
              VALUES (?, ?, ?, ?, ?, ?, ?)\
              """,
              password.id(),
              password.sha256(),
              password.label(),
              password.name(),
              Columns.micros(password.createdAt()),
              Columns.micros(password.expiresAt()),
              password.spentAt().map(Columns::micros).orElse(null));
      transaction.append(audit);
      return true;
    });
  }

  @Override
  public Optional<OneTimePassword> passwordByHash(byte[] sha256) {
    return readers.read(statements -> {
      var select = statements.prepare(PASSWORDS + "WHERE sha256 = ?");
      select.setBytes(1, sha256);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(password(row)) : Optional.empty();
      }
    });
  }

  @Override
  public List<OneTimePassword> passwords() {
    return readers.read(statements ->
        statements
            .handle()
            .select(PASSWORDS + "ORDER BY created_at, id")
            .map((row, context) -> password(row))
            .list());
  }

  private static OneTimePassword password(ResultSet row) throws SQLException {
    long spentAt = row.getLong(7);
    Optional<Instant> spent =
        row.wasNull() ? Optional.empty() : Optional.of(Columns.instant(spentAt));
    return new OneTimePassword(
        row.getString(1),
        row.getBytes(2),
        row.getString(3),
        row.getString(4),
        Columns.instant(row.getLong(5)),
        Columns.instant(row.getLong(6)),
        spent);
  }

  @Override
  public boolean withdrawPassword(String id, AuditEntry audit) {
    return writeIfAny(
        transaction ->
            transaction
                .handle()
                .execute("DELETE FROM one_time_password WHERE id = ? AND spent_at IS NULL", id),
        audit);
  }

  /** The audit log tells what happened: nothing was there to remove, so nothing is told. */
  private boolean writeIfAny(Writer.Work<Integer> removal, AuditEntry audit) {
    return writer.write(transaction -> {
      boolean any = removal.run(transaction) > 0;
      if (any) {
        transaction.append(audit);
      }
      return any;
    });
  }
}
