package org.bequest.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.bequest.store.Confirmations.Provisional;

/** The statements on the table of certificates that wait for their confirmation. */
final class ProvisionalSql {
  private static final String INSERT =
      """
      INSERT INTO provisional_certificate (issuer, serial, confirm_by, transaction_id)
      VALUES (?, ?, ?, ?)\
      """;

  private static final String FIND =
      """
      SELECT confirm_by, transaction_id FROM provisional_certificate
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial = ?\
      """;

  private static final String FORGET =
      """
      DELETE FROM provisional_certificate
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial = ?\
      """;

  private static final String FORGET_IN_TIME = FORGET + " AND confirm_by > ?";

  private ProvisionalSql() {}

  static void insert(Statements statements, long issuer, byte[] serial, Provisional provisional)
      throws SQLException {
    var insert = statements.prepare(INSERT);
    insert.setLong(1, issuer);
    insert.setBytes(2, serial);
    insert.setLong(3, Columns.micros(provisional.until()));
    insert.setString(4, Columns.text(provisional.transaction()));
    insert.executeUpdate();
  }

  static Optional<Provisional> find(Statements statements, String issuer, byte[] serial)
      throws SQLException {
    var select = statements.prepare(FIND);
    select.setString(1, issuer);
    select.setBytes(2, serial);
    try (var row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new Provisional(Columns.instant(row.getLong(1)), row.getString(2)))
          : Optional.empty();
    }
  }

  static boolean forget(Statements statements, String issuer, byte[] serial) throws SQLException {
    var delete = statements.prepare(FORGET);
    delete.setString(1, issuer);
    delete.setBytes(2, serial);
    return delete.executeUpdate() == 1;
  }

  static boolean forgetInTime(Statements statements, String issuer, byte[] serial, Instant now)
      throws SQLException {
    var delete = statements.prepare(FORGET_IN_TIME);
    delete.setString(1, issuer);
    delete.setBytes(2, serial);
    delete.setLong(3, Columns.micros(now));
    return delete.executeUpdate() == 1;
  }
}
