package org.bequest.store.sql;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The statements on certificates that renewals have replaced, and on those that count. */
final class SupersessionSql {
  /** An earlier successor of the same certificate is due with it: only the newest stays. */
  private static final String QUEUE_EARLIER =
      """
      INSERT INTO supersession (issuer, serial, successor_issuer, successor, due_at)
      SELECT s.successor_issuer, s.successor, ?, ?, ? FROM supersession s
      WHERE s.issuer = ? AND s.serial = ?
      ON CONFLICT (issuer, serial) DO NOTHING\
      """;

  /** The time of the first renewal stands. */
  private static final String QUEUE =
      """
      INSERT INTO supersession (issuer, serial, successor_issuer, successor, due_at)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (issuer, serial) DO UPDATE
      SET successor_issuer = excluded.successor_issuer, successor = excluded.successor\
      """;

  private static final String FORGET =
      """
      DELETE FROM supersession
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND serial = ?\
      """;

  private static final String DUE =
      """
      SELECT serial FROM supersession
      WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = ?) AND due_at <= ?
      ORDER BY due_at LIMIT ?\
      """;

  private static final String LIVE =
      """
      SELECT count(*) FROM certificate c
      WHERE c.owner = ? AND c.not_after > ? AND c.revoked_at IS NULL
        AND NOT (c.issuer = ? AND c.serial = ?)
        AND NOT EXISTS (SELECT 1 FROM supersession s
          WHERE s.issuer = c.issuer AND s.serial = c.serial)
        AND NOT EXISTS (SELECT 1 FROM supersession s
          WHERE s.issuer = ? AND s.serial = ?
            AND s.successor_issuer = c.issuer AND s.successor = c.serial)\
      """;

  private SupersessionSql() {}

  /** The old certificate and the new one. */
  record Pair(long issuer, byte[] serial, long successorIssuer, byte[] successor) {}

  /**
   * @param issuer and serial number of the certificate that is being renewed, which does not count;
   *     of none when there is no such issuer
   */
  record Count(byte[] owner, Instant at, long issuer, byte[] serial) {}

  static void queue(Statements statements, Pair pair, Instant due) throws SQLException {
    var earlier = statements.prepare(QUEUE_EARLIER);
    earlier.setLong(1, pair.successorIssuer());
    earlier.setBytes(2, pair.successor());
    earlier.setLong(3, Columns.micros(due));
    earlier.setLong(4, pair.issuer());
    earlier.setBytes(5, pair.serial());
    earlier.executeUpdate();
    var insert = statements.prepare(QUEUE);
    insert.setLong(1, pair.issuer());
    insert.setBytes(2, pair.serial());
    insert.setLong(3, pair.successorIssuer());
    insert.setBytes(4, pair.successor());
    insert.setLong(5, Columns.micros(due));
    insert.executeUpdate();
  }

  static void forget(Statements statements, String issuer, byte[] serial) throws SQLException {
    var delete = statements.prepare(FORGET);
    delete.setString(1, issuer);
    delete.setBytes(2, serial);
    delete.executeUpdate();
  }

  static List<BigInteger> due(Statements statements, String issuer, Instant at, int most)
      throws SQLException {
    var select = statements.prepare(DUE);
    select.setString(1, issuer);
    select.setLong(2, Columns.micros(at));
    select.setInt(3, most);
    var serials = new ArrayList<BigInteger>(0);
    try (var row = select.executeQuery()) {
      while (row.next()) {
        serials.add(Columns.serial(row.getBytes(1)));
      }
    }
    return serials;
  }

  static int live(Statements statements, Count count) throws SQLException {
    var select = statements.prepare(LIVE);
    select.setBytes(1, count.owner());
    select.setLong(2, Columns.micros(count.at()));
    select.setLong(3, count.issuer());
    select.setBytes(4, count.serial());
    select.setLong(5, count.issuer());
    select.setBytes(6, count.serial());
    try (var row = select.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
