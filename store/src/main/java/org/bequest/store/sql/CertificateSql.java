package org.bequest.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CertificateStore.CertificateQuery;
import org.bequest.store.CertificateStore.Revocation;
import org.bequest.store.CertificateStore.RevokedRow;
import org.bequest.store.Lineage;
import org.jspecify.annotations.Nullable;

/** The statements on the table of certificates. */
final class CertificateSql {
  private static final String COLUMNS =
      """
      SELECT i.spki_sha256, c.serial, c.subject, c.identity, c.label, c.profile, c.not_before,
        c.not_after, c.issued_at, c.spki_sha256, c.encoded, c.revoked_at, c.reason,
        c.first_issued_at, c.first_serial, c.previous_serial, c.renewals, c.same_key
      FROM certificate c JOIN issuer i ON i.id = c.issuer
      """;

  private static final String INSERT =
      """
      INSERT INTO certificate (issuer, serial, subject, identity, label, profile, not_before,
        not_after, issued_at, spki_sha256, encoded, revoked_at, reason, first_issued_at,
        first_serial, previous_serial, renewals, same_key, owner)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (issuer, serial) DO NOTHING\
      """;

  private static final String FIND = COLUMNS + "WHERE i.spki_sha256 = ? AND c.serial = ?";

  /** Reason 1 is keyCompromise (RFC 5280 5.3.1). */
  private static final String AGAINST_KEY =
      COLUMNS
          + "WHERE c.spki_sha256 = ?"
          + " AND (c.reason = 1 OR (c.subject <> ? AND c.revoked_at IS NULL))";

  private static final String OF_KEY =
      COLUMNS + "WHERE c.spki_sha256 = ? ORDER BY c.issued_at DESC LIMIT ?";

  private static final String PROVISIONAL =
      COLUMNS + "JOIN provisional_certificate p ON p.issuer = c.issuer AND p.serial = c.serial ";

  private static final String WAITING =
      PROVISIONAL + "WHERE p.transaction_id = ? ORDER BY c.serial LIMIT ?";

  private static final String OVERDUE =
      PROVISIONAL + "WHERE p.confirm_by <= ? ORDER BY p.confirm_by LIMIT ?";

  private static final String STATUS =
      """
      SELECT revoked_at, reason FROM certificate
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial = ?\
      """;

  /** What was on hold is revoked since the hold began (X.509: reason 6 is certificateHold). */
  private static final String REVOKE =
      """
      UPDATE certificate SET revoked_at = coalesce(revoked_at, ?), reason = ?
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial = ?
        AND (revoked_at IS NULL OR (reason = 6 AND ? <> 6))\
      """;

  private static final String RELEASE =
      """
      UPDATE certificate SET revoked_at = NULL, reason = NULL
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial = ?
        AND reason = 6\
      """;

  private static final String REVOKED =
      """
      SELECT serial, revoked_at, reason FROM certificate
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial > ?
        AND revoked_at IS NOT NULL AND not_after > ?
      ORDER BY serial LIMIT ?\
      """;

  private static final String MATCHING =
      """
      c.issued_at < :before
        AND (:identity = '' OR c.identity = :identity)
        AND (:subject = '' OR lower(c.subject) LIKE lower(:pattern) ESCAPE '!')
      """;

  /** Rows of the same time as the last one come along, else the next page would miss them. */
  private static final String LIST =
      COLUMNS
          + "WHERE "
          + MATCHING
          + " AND c.issued_at >= (SELECT min(issued_at) FROM (SELECT c.issued_at FROM certificate c"
          + " WHERE "
          + MATCHING
          + " ORDER BY c.issued_at DESC LIMIT :limit) newest) ORDER BY c.issued_at DESC, c.serial";

  private CertificateSql() {}

  /**
   * @param after the last serial number of the page before
   */
  record CrlPage(String issuer, Instant at, byte[] after, int size) {}

  /**
   * @param owner whose limit of live certificates it counts against; null for nobody's
   * @return false when the issuer has this serial number already
   */
  static boolean insert(
      Transaction transaction, CertificateRow row, byte[] serial, byte @Nullable [] owner)
      throws SQLException {
    var insert = transaction.statements().prepare(INSERT);
    insert.setLong(1, transaction.issuer(row.issuer()));
    insert.setBytes(2, serial);
    insert.setString(3, Columns.text(row.subject()));
    insert.setString(4, Columns.text(row.identity()));
    insert.setString(5, Columns.text(row.label()));
    insert.setString(6, Columns.text(row.profile()));
    insert.setLong(7, Columns.micros(row.notBefore()));
    insert.setLong(8, Columns.micros(row.notAfter()));
    insert.setLong(9, Columns.micros(row.issuedAt()));
    insert.setBytes(10, row.spkiSha256());
    insert.setBytes(11, row.encoded());
    setRevocation(insert, row.revocation());
    setLineage(insert, row.lineage());
    insert.setBytes(19, owner);
    return insert.executeUpdate() == 1;
  }

  /** Takes back what {@link #insert} did in the same transaction. */
  static void delete(Transaction transaction, String issuer, byte[] serial) throws SQLException {
    var delete =
        transaction.statements().prepare("DELETE FROM certificate WHERE issuer = ? AND serial = ?");
    delete.setLong(1, transaction.issuer(issuer));
    delete.setBytes(2, serial);
    delete.executeUpdate();
  }

  private static void setLineage(PreparedStatement insert, Optional<Lineage> lineage)
      throws SQLException {
    if (lineage.isPresent()) {
      insert.setLong(14, Columns.micros(lineage.get().since()));
      insert.setBytes(15, Columns.serial(lineage.get().first()).orElseThrow());
      insert.setBytes(16, Columns.serial(lineage.get().previous()).orElseThrow());
      insert.setInt(17, lineage.get().renewals());
      insert.setInt(18, lineage.get().sameKey());
    } else {
      insert.setNull(14, Types.BIGINT);
      insert.setNull(15, Types.BINARY);
      insert.setNull(16, Types.BINARY);
      insert.setNull(17, Types.INTEGER);
      insert.setNull(18, Types.INTEGER);
    }
  }

  private static void setRevocation(PreparedStatement insert, Optional<Revocation> revocation)
      throws SQLException {
    if (revocation.isPresent()) {
      insert.setLong(12, Columns.micros(revocation.get().at()));
      insert.setInt(13, revocation.get().reason());
    } else {
      insert.setNull(12, Types.BIGINT);
      insert.setNull(13, Types.INTEGER);
    }
  }

  /** The certificates that wait in a CMC transaction, by serial number. */
  static List<CertificateRow> waiting(Statements statements, String transactionId, int most)
      throws SQLException {
    var select = statements.prepare(WAITING);
    select.setString(1, Columns.text(transactionId));
    select.setInt(2, most);
    return certificates(select);
  }

  /** The certificates whose confirmation did not come in time. */
  static List<CertificateRow> overdue(Statements statements, Instant at, int most)
      throws SQLException {
    var select = statements.prepare(OVERDUE);
    select.setLong(1, Columns.micros(at));
    select.setInt(2, most);
    return certificates(select);
  }

  static Optional<CertificateRow> find(Statements statements, String issuer, byte[] serial)
      throws SQLException {
    var select = statements.prepare(FIND);
    select.setString(1, issuer);
    select.setBytes(2, serial);
    try (var row = select.executeQuery()) {
      return row.next() ? Optional.of(certificate(row)) : Optional.empty();
    }
  }

  static CertificateStatus status(Statements statements, String issuer, byte[] serial)
      throws SQLException {
    var select = statements.prepare(STATUS);
    select.setString(1, issuer);
    select.setBytes(2, serial);
    try (var row = select.executeQuery()) {
      if (!row.next()) {
        return new CertificateStatus.Unknown();
      }
      Optional<CertificateStatus> revoked = revocation(row, 1).map(CertificateStatus.Revoked::new);
      return revoked.orElseGet(CertificateStatus.Good::new);
    }
  }

  static List<CertificateRow> againstKey(Statements statements, byte[] spkiSha256, String subject)
      throws SQLException {
    var select = statements.prepare(AGAINST_KEY);
    select.setBytes(1, spkiSha256);
    select.setString(2, Columns.text(subject));
    return certificates(select);
  }

  static List<CertificateRow> ofKey(Statements statements, byte[] spkiSha256, int most)
      throws SQLException {
    var select = statements.prepare(OF_KEY);
    select.setBytes(1, spkiSha256);
    select.setInt(2, most);
    return certificates(select);
  }

  private static List<CertificateRow> certificates(PreparedStatement select) throws SQLException {
    var found = new ArrayList<CertificateRow>(0);
    try (var row = select.executeQuery()) {
      while (row.next()) {
        found.add(certificate(row));
      }
    }
    return found;
  }

  static List<CertificateRow> list(Statements statements, CertificateQuery query) {
    return statements
        .handle()
        .createQuery(LIST)
        .bind("before", Columns.micros(query.before()))
        .bind("identity", query.identity())
        .bind("subject", query.subject())
        .bind("pattern", Columns.containing(query.subject()))
        .bind("limit", query.limit())
        .map((row, context) -> certificate(row))
        .list();
  }

  /** False when there is no such certificate, or it was revoked before for good. */
  static boolean revoke(Statements statements, String issuer, byte[] serial, Revocation revocation)
      throws SQLException {
    var update = statements.prepare(REVOKE);
    update.setLong(1, Columns.micros(revocation.at()));
    update.setInt(2, revocation.reason());
    update.setString(3, issuer);
    update.setBytes(4, serial);
    update.setInt(5, revocation.reason());
    return update.executeUpdate() == 1;
  }

  /** False when there is no such certificate, or it was not on hold. */
  static boolean release(Statements statements, String issuer, byte[] serial) throws SQLException {
    var update = statements.prepare(RELEASE);
    update.setString(1, issuer);
    update.setBytes(2, serial);
    return update.executeUpdate() == 1;
  }

  /** The next of a CRL's entries, after a serial number. */
  static List<RevokedRow> revoked(Statements statements, CrlPage page) throws SQLException {
    var select = statements.prepare(REVOKED);
    select.setString(1, page.issuer());
    select.setBytes(2, page.after());
    select.setLong(3, Columns.micros(page.at()));
    select.setInt(4, page.size());
    var rows = new ArrayList<RevokedRow>();
    try (var row = select.executeQuery()) {
      while (row.next()) {
        rows.add(
            new RevokedRow(
                Columns.serial(row.getBytes(1)), Columns.instant(row.getLong(2)), row.getInt(3)));
      }
    }
    return rows;
  }

  private static CertificateRow certificate(ResultSet row) throws SQLException {
    return new CertificateRow(
        row.getString(1),
        Columns.serial(row.getBytes(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Columns.instant(row.getLong(7)),
        Columns.instant(row.getLong(8)),
        Columns.instant(row.getLong(9)),
        row.getBytes(10),
        row.getBytes(11),
        revocation(row, 12),
        lineage(row));
  }

  /** The columns from first_issued_at on. */
  private static Optional<Lineage> lineage(ResultSet row) throws SQLException {
    long since = row.getLong(14);
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(
            new Lineage(
                Columns.instant(since),
                Columns.serial(row.getBytes(15)),
                Columns.serial(row.getBytes(16)),
                row.getInt(17),
                row.getInt(18)));
  }

  /** The columns revoked_at and reason, of which the first is this one. */
  private static Optional<Revocation> revocation(ResultSet row, int column) throws SQLException {
    long at = row.getLong(column);
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new Revocation(Columns.instant(at), row.getInt(column + 1)));
  }
}
