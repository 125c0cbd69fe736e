package org.bequest.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on the tables of shared secrets. */
final class SharedSecretSql {
  private static final String COLUMNS =
      """
      SELECT id, kind, reference, identity, label, sealed, single_use, created_at, expires_at,
        spent_at
      FROM shared_secret\
      """;

  private static final String ORDER = " ORDER BY created_at, id";

  private static final String USABLE =
      """
      SELECT 1 FROM shared_secret
      WHERE id = ? AND (spent_at IS NULL OR spent_by = ?)
        AND (expires_at IS NULL OR expires_at > ?)\
      """;

  private static final String SPEND =
      """
      UPDATE shared_secret SET spent_at = ?, spent_by = ?
      WHERE id = ? AND single_use = 1 AND spent_at IS NULL\
      """;

  private SharedSecretSql() {}

  /**
   * Whether a certificate may be paid for with it.
   *
   * @param at judges its expiry
   */
  static boolean isUsable(Statements statements, SharedSecrets.Use use, Instant at)
      throws SQLException {
    var select = statements.prepare(USABLE);
    select.setString(1, use.id());
    select.setString(2, use.message());
    select.setLong(3, Columns.micros(at));
    try (var row = select.executeQuery()) {
      return row.next();
    }
  }

  /** Spends it when it is for one use. */
  static void spend(Statements statements, SharedSecrets.Use use, Instant at) throws SQLException {
    var update = statements.prepare(SPEND);
    update.setLong(1, Columns.micros(at));
    update.setString(2, use.message());
    update.setString(3, use.id());
    update.executeUpdate();
  }

  /** False when its id is taken, or another has its kind, reference, identity and label. */
  static boolean insert(Handle handle, SealedSecret secret) {
    int added =
        handle.execute(
            """
            INSERT INTO shared_secret (id, kind, reference, identity, label, sealed, single_use,
              created_at, expires_at, spent_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING\
            """,
            secret.id(),
            secret.kind().name(),
            secret.reference(),
            Columns.text(secret.identity()),
            secret.label(),
            secret.sealed(),
            secret.singleUse() ? 1 : 0,
            Columns.micros(secret.createdAt()),
            secret.expiresAt().map(Columns::micros).orElse(null),
            secret.spentAt().map(Columns::micros).orElse(null));
    for (int i = 0; added == 1 && i < secret.names().size(); i++) {
      handle.execute(
          "INSERT INTO shared_secret_name (secret, position, name) VALUES (?, ?, ?)",
          secret.id(),
          i,
          secret.names().get(i));
    }
    return added == 1;
  }

  static int delete(Handle handle, String id) {
    return handle.execute("DELETE FROM shared_secret WHERE id = ?", id);
  }

  static List<SealedSecret> all(Handle handle) {
    return read(handle, handle.createQuery(COLUMNS + ORDER));
  }

  static Optional<SealedSecret> find(Handle handle, String id) {
    return read(handle, handle.select(COLUMNS + " WHERE id = ?", id)).stream().findFirst();
  }

  static List<SealedSecret> referred(Handle handle, SharedSecrets.Kind kind, byte[] reference) {
    String where = " WHERE kind = ? AND reference = ?";
    return read(handle, handle.select(COLUMNS + where + ORDER, kind.name(), reference));
  }

  static List<SealedSecret> belonging(Handle handle, SharedSecrets.Kind kind, String identity) {
    String where = " WHERE kind = ? AND identity = ?";
    return read(handle, handle.select(COLUMNS + where + ORDER, kind.name(), identity));
  }

  private static List<SealedSecret> read(Handle handle, Query query) {
    return query.map((row, _) -> secret(row, handle)).list();
  }

  private static SealedSecret secret(ResultSet row, Handle handle) throws SQLException {
    String id = row.getString(1);
    var names =
        handle
            .select("SELECT name FROM shared_secret_name WHERE secret = ? ORDER BY position", id)
            .mapTo(String.class)
            .list();
    return new SealedSecret(
        id,
        SharedSecrets.Kind.valueOf(row.getString(2)),
        row.getBytes(3),
        row.getString(4),
        row.getString(5),
        names,
        row.getBytes(6),
        row.getInt(7) == 1,
        Columns.instant(row.getLong(8)),
        time(row, 9),
        time(row, 10));
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Columns.instant(micros));
  }
}
