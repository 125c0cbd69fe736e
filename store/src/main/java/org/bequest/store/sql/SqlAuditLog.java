package org.bequest.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog;
import org.bequest.store.sql.AuditChain.Head;

/** The audit log in SQL. */
final class SqlAuditLog implements AuditLog {
  private static final int PAGE = 1_000;

  private final Writer writer;
  private final Readers readers;

  SqlAuditLog(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void append(AuditEntry entry) {
    writer.write(transaction -> {
      transaction.append(entry);
      return true;
    });
  }

  @Override
  public List<Numbered> after(long number, int limit) {
    return page(number, limit).stream()
        .map(row ->
            new Numbered(
                row.line().number(), row.line().entry(), HexFormat.of().formatHex(row.hash())))
        .toList();
  }

  /**
   * The head is read after the entries, so in a whole log it is never behind them; what it is ahead
   * of them was appended in the meantime and must be there at a second look.
   */
  @Override
  public Optional<Long> firstBroken() {
    var walk = new Walk();
    while (true) {
      var page = page(walk.seen.number(), PAGE);
      if (!page.stream().allMatch(walk::follow)) {
        return Optional.of(walk.seen.number() + 1);
      }
      var head = readers.read(AuditHead::read);
      boolean atEnd = page.isEmpty() && page(walk.seen.number(), 1).isEmpty();
      if (atEnd || head.number() < walk.seen.number()) {
        return walk.end(head);
      }
    }
  }

  private List<HashedLine> page(long after, int limit) {
    return readers.read(statements -> page(statements, after, limit));
  }

  private static List<HashedLine> page(Statements statements, long after, int limit)
      throws SQLException {
    var select =
        statements.prepare(
            """
            SELECT number, at, action, actor, subject, outcome, details, hash
            FROM audit WHERE number > ? ORDER BY number LIMIT ?\
            """);
    select.setLong(1, after);
    select.setInt(2, limit);
    var lines = new ArrayList<HashedLine>();
    try (var row = select.executeQuery()) {
      while (row.next()) {
        lines.add(new HashedLine(AuditLine.read(row), row.getBytes(8)));
      }
    }
    return lines;
  }

  /** A line and the hash that its row claims. */
  private record HashedLine(AuditLine line, byte[] hash) {}

  /** How far the chain has been found whole. */
  private static final class Walk {
    private final AuditChain chain = new AuditChain();
    private Head seen = Head.empty();

    boolean follow(HashedLine row) {
      boolean fits =
          row.line().number() == seen.number() + 1
              && Arrays.equals(row.hash(), chain.hash(seen.hash(), row.line()));
      if (fits) {
        seen = new Head(row.line().number(), row.hash());
      }
      return fits;
    }

    Optional<Long> end(Head head) {
      if (head.number() != seen.number()) {
        return Optional.of(Math.min(head.number(), seen.number()) + 1);
      }
      return Arrays.equals(head.hash(), seen.hash())
          ? Optional.empty()
          : Optional.of(seen.number());
    }
  }
}
