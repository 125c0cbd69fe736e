package org.bequest.store.sql;

import java.sql.SQLException;
import org.bequest.store.sql.AuditChain.Head;

/** The row that says how far the audit log goes. */
final class AuditHead {
  private AuditHead() {}

  static Head read(Statements statements) throws SQLException {
    var select = statements.prepare("SELECT number, hash FROM audit_head WHERE id = 1");
    try (var row = select.executeQuery()) {
      return row.next() ? new Head(row.getLong(1), row.getBytes(2)) : Head.empty();
    }
  }

  static void write(Statements statements, Head head) throws SQLException {
    var upsert =
        statements.prepare(
            """
            INSERT INTO audit_head (id, number, hash) VALUES (1, ?, ?)
            ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash\
            """);
    upsert.setLong(1, head.number());
    upsert.setBytes(2, head.hash());
    upsert.executeUpdate();
  }
}
