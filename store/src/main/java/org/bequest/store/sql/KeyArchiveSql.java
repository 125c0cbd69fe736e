package org.bequest.store.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.bequest.store.CertificateRow;
import org.bequest.store.KeyArchive.Line;
import org.bequest.store.KeyArchive.Wrapped;

/** The statements on the table of archived keys. */
final class KeyArchiveSql {
  private static final String INSERT =
      """
      INSERT INTO archived_key (issuer, serial, envelope, recovery, archived_at)
      VALUES (?, ?, ?, ?, ?)\
      """;

  private static final String FIND =
      """
      SELECT envelope, recovery FROM archived_key
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial = ?\
      """;

  private static final String LIST =
      """
      SELECT i.spki_sha256, c.serial, c.subject, c.identity, a.archived_at, a.recovery
      FROM archived_key a
        JOIN certificate c ON c.issuer = a.issuer AND c.serial = a.serial
        JOIN issuer i ON i.id = a.issuer
      WHERE :subject = '' OR lower(c.subject) LIKE lower(:pattern) ESCAPE '!'
      ORDER BY a.archived_at DESC, c.serial LIMIT :most\
      """;

  private KeyArchiveSql() {}

  static void insert(
      Transaction transaction, CertificateRow certificate, byte[] serial, Wrapped key)
      throws SQLException {
    var insert = transaction.statements().prepare(INSERT);
    insert.setLong(1, transaction.issuer(certificate.issuer()));
    insert.setBytes(2, serial);
    insert.setBytes(3, key.envelope());
    insert.setString(4, key.recovery());
    insert.setLong(5, Columns.micros(certificate.issuedAt()));
    insert.executeUpdate();
  }

  static Optional<Wrapped> find(Statements statements, String issuer, byte[] serial)
      throws SQLException {
    var select = statements.prepare(FIND);
    select.setString(1, issuer);
    select.setBytes(2, serial);
    try (var row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new Wrapped(row.getBytes(1), row.getString(2)))
          : Optional.empty();
    }
  }

  static List<Line> list(Statements statements, String subject, int most) {
    return statements
        .handle()
        .createQuery(LIST)
        .bind("subject", subject)
        .bind("pattern", Columns.containing(subject))
        .bind("most", most)
        .map((row, _) ->
            new Line(
                row.getString(1),
                Columns.serial(row.getBytes(2)),
                row.getString(3),
                row.getString(4),
                Columns.instant(row.getLong(5)),
                row.getString(6)))
        .list();
  }
}
