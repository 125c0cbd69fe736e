package org.bequest.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import org.bequest.store.CertificateStore.Outstanding;

/** What is still in use under a key: walks along everything that the key issued. */
final class OutstandingSql {
  private static final String IN_USE =
      """
      FROM certificate WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?)
        AND revoked_at IS NULL AND not_after > ? AND profile <> ?\
      """;

  private static final String COUNT = "SELECT count(*), coalesce(max(not_after), 0) " + IN_USE;

  private static final String WITHOUT_SUCCESSOR =
      "SELECT count(*) FROM (SELECT subject " + IN_USE + " EXCEPT SELECT subject " + IN_USE + ") s";

  private OutstandingSql() {}

  /** As {@code CertificateStore.outstanding} has it. */
  record Question(String issuer, String successor, Instant at, String exceptProfile) {}

  static Outstanding read(Statements statements, Question asked) throws SQLException {
    var count = statements.prepare(COUNT);
    count.setString(1, asked.issuer());
    count.setLong(2, Columns.micros(asked.at()));
    count.setString(3, asked.exceptProfile());
    try (var row = count.executeQuery()) {
      row.next();
      return new Outstanding(
          row.getLong(1), withoutSuccessor(statements, asked), Columns.instant(row.getLong(2)));
    }
  }

  private static long withoutSuccessor(Statements statements, Question asked) throws SQLException {
    var count = statements.prepare(WITHOUT_SUCCESSOR);
    count.setString(1, asked.issuer());
    count.setLong(2, Columns.micros(asked.at()));
    count.setString(3, asked.exceptProfile());
    count.setString(4, asked.successor());
    count.setLong(5, Columns.micros(asked.at()));
    count.setString(6, asked.exceptProfile());
    try (var row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
