package org.bequest.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.bequest.store.AuditEntry;
import org.bequest.store.sql.AuditChain.Head;
import org.jdbi.v3.core.Handle;

/**
 * The connection that writes, and the transaction on it that several callers share. What one of
 * them does between {@link #mark} and {@link #release} can be undone by itself.
 */
final class Transaction implements AutoCloseable {
  private final Statements statements;
  private final AuditChain chain = new AuditChain();
  private final Map<String, Long> issuers = new HashMap<>();
  private Head committed = Head.empty();
  private Head marked = Head.empty();
  private Head head = Head.empty();

  Transaction(Connection connection) {
    this.statements = new Statements(connection);
  }

  Statements statements() {
    return statements;
  }

  Handle handle() {
    return statements.handle();
  }

  void begin() throws SQLException {
    statements.connection().setAutoCommit(false);
    committed = AuditHead.read(statements);
    head = committed;
  }

  void mark() throws SQLException {
    statements.prepare("SAVEPOINT caller").execute();
    marked = head;
  }

  void undo() throws SQLException {
    statements.prepare("ROLLBACK TO caller").execute();
    head = marked;
    issuers.clear();
  }

  void release() throws SQLException {
    statements.prepare("RELEASE caller").execute();
  }

  /** Returns after the sync. */
  void commit() throws SQLException {
    if (head.number() != committed.number()) {
      AuditHead.write(statements, head);
    }
    statements.connection().setAutoCommit(true);
  }

  /** Adds an entry to the end of the audit log. */
  void append(AuditEntry entry) throws SQLException {
    var line = AuditLine.of(head.number() + 1, entry);
    byte[] hash = chain.hash(head.hash(), line);
    var insert =
        statements.prepare(
            """
            INSERT INTO audit (number, at, action, actor, subject, outcome, details, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
            """);
    insert.setLong(1, line.number());
    insert.setLong(2, line.at());
    insert.setString(3, line.action());
    insert.setString(4, line.actor());
    insert.setString(5, line.subject());
    insert.setString(6, line.outcome());
    insert.setString(7, line.details());
    insert.setBytes(8, hash);
    insert.executeUpdate();
    head = new Head(line.number(), hash);
  }

  /** The number of an issuer, given to it at its first certificate. */
  long issuer(String spkiSha256) throws SQLException {
    var known = issuers.get(spkiSha256);
    if (known != null) {
      return known;
    }
    handle()
        .execute(
            """
            INSERT INTO issuer (id, spki_sha256)
            SELECT coalesce(max(id), 0) + 1, ? FROM issuer WHERE true
            ON CONFLICT DO NOTHING\
            """,
            spkiSha256);
    long id =
        handle()
            .select("SELECT id FROM issuer WHERE spki_sha256 = ?", spkiSha256)
            .mapTo(Long.class)
            .one();
    issuers.put(spkiSha256, id);
    return id;
  }

  /** Whatever was not committed is gone. */
  @Override
  public void close() {
    statements.close();
  }
}
