package org.bequest.store.sql;

import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.store.RequestKey;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestState.Ruling;
import org.bequest.store.RequestStore.RequestQuery;
import org.jspecify.annotations.Nullable;

/** The statements on the table of requests. */
final class RequestSql {
  private static final String SELECT =
      """
      SELECT ticket, operation, label, identity, spki_sha256, content_sha256, subject, csr,
        password, created_at, expires_at, answer_micros, version, state, decided_by, decided_at,
        decided_reason, upstream, failure, issuer, serial
      FROM request
      """;

  private static final String INSERT =
      """
      INSERT INTO request (ticket, fingerprint, operation, label, identity, spki_sha256,
        content_sha256, subject, csr, password, created_at, expires_at, answer_micros, version,
        state, upstream)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final String UPDATE =
      """
      UPDATE request SET version = ?, state = ?, expires_at = ?, decided_by = ?, decided_at = ?,
        decided_reason = ?, upstream = coalesce(?, upstream), failure = ?, issuer = ?, serial = ?
      WHERE ticket = ? AND version = ?\
      """;

  private static final String ISSUE =
      """
      UPDATE request SET version = version + 1, state = 'issued', expires_at = ? + answer_micros,
        issuer = ?, serial = ?
      WHERE ticket = ? AND state IN ('approved', 'asking') AND (expires_at > ? OR state = 'asking')\
      """;

  private static final String MATCHING =
      """
      WHERE (:state = '' OR state = :state)
        AND (:anyLabel OR label = :label)
        AND (:text = '' OR lower(ticket) LIKE lower(:pattern) ESCAPE '!'
          OR lower(subject) LIKE lower(:pattern) ESCAPE '!'
          OR lower(identity) LIKE lower(:pattern) ESCAPE '!')
        AND (:after = '' OR created_at < (SELECT created_at FROM request WHERE ticket = :after)
          OR (created_at = (SELECT created_at FROM request WHERE ticket = :after)
            AND ticket < :after))
      ORDER BY created_at DESC, ticket DESC LIMIT :limit
      """;

  private RequestSql() {}

  static Optional<RequestRow> byTicket(Statements statements, String ticket) throws SQLException {
    var select = statements.prepare(SELECT + "WHERE ticket = ?");
    select.setString(1, ticket);
    return first(select);
  }

  static Optional<RequestRow> byFingerprint(Statements statements, byte[] fingerprint)
      throws SQLException {
    var select = statements.prepare(SELECT + "WHERE fingerprint = ?");
    select.setBytes(1, fingerprint);
    return first(select);
  }

  static List<RequestRow> waitingWith(Statements statements, String passwordId)
      throws SQLException {
    var select = statements.prepare(SELECT + "WHERE password = ? AND state = 'waiting'");
    select.setString(1, passwordId);
    return all(select);
  }

  /** Open requests whose time has passed, the oldest first. */
  static List<RequestRow> overdue(Statements statements, Instant now, int most)
      throws SQLException {
    var select =
        statements.prepare(
            SELECT
                + "WHERE state IN ('waiting', 'approved', 'asking') AND expires_at <= ?"
                + " ORDER BY expires_at LIMIT ?");
    select.setLong(1, Columns.micros(now));
    select.setInt(2, most);
    return all(select);
  }

  static List<RequestRow> list(Statements statements, RequestQuery query) {
    return statements
        .handle()
        .createQuery(SELECT + MATCHING)
        .bind("state", query.state())
        .bind("anyLabel", query.label().isEmpty())
        .bind("label", query.label().orElse(""))
        .bind("text", query.text())
        .bind("pattern", Columns.containing(query.text()))
        .bind("after", query.after())
        .bind("limit", query.limit())
        .map((row, context) -> request(row))
        .list();
  }

  /** Whether a request of the password has not been over for longer than it is told of. */
  static boolean holds(Statements statements, String passwordId, Instant now) throws SQLException {
    var select =
        statements.prepare(
            """
            SELECT 1 FROM request WHERE password = ? AND fingerprint IS NOT NULL
              AND (expires_at > ? OR (state IN ('waiting', 'approved', 'asking')
                AND expires_at + answer_micros > ?))\
            """);
    select.setString(1, passwordId);
    select.setLong(2, Columns.micros(now));
    select.setLong(3, Columns.micros(now));
    try (var row = select.executeQuery()) {
      return row.next();
    }
  }

  /** How many are in this state under this label and not past their time, counted to a limit. */
  static int count(Statements statements, RequestRow like, int most) throws SQLException {
    var select =
        statements.prepare(
            """
            SELECT count(*) FROM (SELECT 1 FROM request
              WHERE state = ? AND label = ? AND expires_at > ? LIMIT ?) counted\
            """);
    select.setString(1, like.state().word());
    select.setString(2, Columns.text(like.key().label()));
    select.setLong(3, Columns.micros(like.createdAt()));
    select.setInt(4, most);
    try (var row = select.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  static void insert(Statements statements, RequestRow row) throws SQLException {
    var key = row.key();
    byte[] fingerprint = key.fingerprint();
    var detach = statements.prepare("UPDATE request SET fingerprint = NULL WHERE fingerprint = ?");
    detach.setBytes(1, fingerprint);
    detach.executeUpdate();
    var insert = statements.prepare(INSERT);
    insert.setString(1, row.ticket());
    insert.setBytes(2, fingerprint);
    insert.setString(3, Columns.text(key.operation()));
    insert.setString(4, Columns.text(key.label()));
    insert.setString(5, Columns.text(key.identity()));
    insert.setBytes(6, key.spkiSha256());
    insert.setBytes(7, key.contentSha256());
    insert.setString(8, Columns.text(row.subject()));
    insert.setBytes(9, row.csr());
    insert.setString(10, row.passwordId().orElse(null));
    insert.setLong(11, Columns.micros(row.createdAt()));
    insert.setLong(12, Columns.micros(row.expiresAt()));
    insert.setLong(13, micros(row.answerFor()));
    insert.setLong(14, row.version());
    insert.setString(15, row.state().word());
    insert.setString(16, upstream(row.state()));
    insert.executeUpdate();
  }

  /** False when the row is not of the version before this one any more. */
  static boolean update(Statements statements, RequestRow row) throws SQLException {
    var update = statements.prepare(UPDATE);
    var state = row.state();
    var ruling = state.decision();
    update.setLong(1, row.version());
    update.setString(2, state.word());
    update.setLong(3, Columns.micros(row.expiresAt()));
    update.setString(4, ruling.map(Ruling::by).map(Columns::text).orElse(null));
    update.setObject(5, ruling.map(Ruling::at).map(Columns::micros).orElse(null));
    update.setString(6, ruling.map(Ruling::reason).map(Columns::text).orElse(null));
    update.setString(7, upstream(state));
    update.setString(8, state instanceof RequestState.Failed f ? Columns.text(f.reason()) : null);
    update.setString(9, state instanceof RequestState.Issued i ? i.issuer() : null);
    update.setBytes(10, state instanceof RequestState.Issued i ? serial(i.serial()) : null);
    update.setString(11, row.ticket());
    update.setLong(12, row.version() - 1);
    return update.executeUpdate() == 1;
  }

  /** False when the request may not, or not any more, be issued. */
  static boolean issue(Statements statements, String ticket, RequestState.Issued issued, Instant at)
      throws SQLException {
    var update = statements.prepare(ISSUE);
    update.setLong(1, Columns.micros(at));
    update.setString(2, issued.issuer());
    update.setBytes(3, serial(issued.serial()));
    update.setString(4, ticket);
    update.setLong(5, Columns.micros(at));
    return update.executeUpdate() == 1;
  }

  /** Forgets what is over, with its fingerprint. */
  static int delete(Statements statements, Instant before, int most) throws SQLException {
    var delete =
        statements.prepare(
            """
            DELETE FROM request WHERE ticket IN (SELECT ticket FROM request
              WHERE state IN ('rejected', 'issued', 'failed', 'expired') AND expires_at <= ?
              LIMIT ?)\
            """);
    delete.setLong(1, Columns.micros(before));
    delete.setInt(2, most);
    return delete.executeUpdate();
  }

  private static Optional<RequestRow> first(PreparedStatement select) throws SQLException {
    return all(select).stream().findFirst();
  }

  private static List<RequestRow> all(PreparedStatement select) throws SQLException {
    var rows = new ArrayList<RequestRow>();
    try (var row = select.executeQuery()) {
      while (row.next()) {
        rows.add(request(row));
      }
    }
    return rows;
  }

  private static RequestRow request(ResultSet row) throws SQLException {
    return new RequestRow(
        row.getString(1),
        new RequestKey(
            row.getString(2), row.getString(3), row.getString(4), row.getBytes(5), row.getBytes(6)),
        row.getString(7),
        row.getBytes(8),
        Optional.ofNullable(row.getString(9)),
        Columns.instant(row.getLong(10)),
        Columns.instant(row.getLong(11)),
        Duration.ofNanos(row.getLong(12) * 1000),
        row.getLong(13),
        state(row));
  }

  private static RequestState state(ResultSet row) throws SQLException {
    var ruling = ruling(row);
    return switch (row.getString(14)) {
      case "waiting" -> new RequestState.Waiting();
      case "approved" -> new RequestState.Approved(ruling.orElseThrow());
      case "rejected" -> new RequestState.Rejected(ruling.orElseThrow());
      case "asking" -> new RequestState.Asking(ruling, row.getString(18));
      case "issued" ->
          new RequestState.Issued(ruling, row.getString(20), Columns.serial(row.getBytes(21)));
      case "failed" -> new RequestState.Failed(ruling, row.getString(19));
      case "expired" -> new RequestState.Expired(ruling);
      default -> throw new IllegalStateException("no state of a request: " + row.getString(14));
    };
  }

  private static Optional<Ruling> ruling(ResultSet row) throws SQLException {
    String by = row.getString(15);
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new Ruling(by, Columns.instant(row.getLong(16)), row.getString(17)));
  }

  private static @Nullable String upstream(RequestState state) {
    return state instanceof RequestState.Asking(var ruling, String upstream)
        ? Columns.text(upstream)
        : null;
  }

  private static byte[] serial(BigInteger serial) {
    return Columns.serial(serial)
        .orElseThrow(() -> new IllegalArgumentException("serial not in 1 .. 2^160-1"));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
