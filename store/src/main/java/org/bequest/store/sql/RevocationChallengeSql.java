package org.bequest.store.sql;

import java.sql.SQLException;
import java.util.Optional;

/** The statements on the table of revocation challenges. */
final class RevocationChallengeSql {
  private static final String INSERT =
      "INSERT INTO revocation_challenge (issuer, serial, hash) VALUES (?, ?, ?)";

  private static final String FIND =
      """
      SELECT hash FROM revocation_challenge
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial = ?\
      """;

  private RevocationChallengeSql() {}

  static void insert(Transaction transaction, String issuer, byte[] serial, String hash)
      throws SQLException {
    var insert = transaction.statements().prepare(INSERT);
    insert.setLong(1, transaction.issuer(issuer));
    insert.setBytes(2, serial);
    insert.setString(3, hash);
    insert.executeUpdate();
  }

  static Optional<String> find(Statements statements, String issuer, byte[] serial)
      throws SQLException {
    var select = statements.prepare(FIND);
    select.setString(1, issuer);
    select.setBytes(2, serial);
    try (var row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }
}
