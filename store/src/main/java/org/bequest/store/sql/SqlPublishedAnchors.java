package org.bequest.store.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.store.PublishedAnchors;

/** Numbers of published anchors in SQL: read as long as nothing changes. */
final class SqlPublishedAnchors implements PublishedAnchors {
  private static final String FIND =
      "SELECT set_sha256, number FROM published_anchors WHERE publisher = ?";

  /** Of two servers that see the change at once, the second finds it done. */
  private static final String PUBLISH =
      """
      INSERT INTO published_anchors (publisher, set_sha256, number) VALUES (?, ?, ?)
      ON CONFLICT (publisher) DO UPDATE
      SET set_sha256 = excluded.set_sha256,
        number = CASE WHEN published_anchors.number >= excluded.number
          THEN published_anchors.number + 1 ELSE excluded.number END
      WHERE published_anchors.set_sha256 <> excluded.set_sha256\
      """;

  private final Writer writer;
  private final Readers readers;

  private record Published(byte[] set, long number) {}

  SqlPublishedAnchors(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public long number(String publisher, byte[] setSha256, long atLeast) {
    return readers
        .read(statements -> find(statements, publisher))
        .filter(last -> Arrays.equals(last.set(), setSha256))
        .map(Published::number)
        .orElseGet(() -> publish(publisher, setSha256, atLeast));
  }

  private long publish(String publisher, byte[] setSha256, long atLeast) {
    return writer.write(transaction -> {
      var insert = transaction.statements().prepare(PUBLISH);
      insert.setString(1, publisher);
      insert.setBytes(2, setSha256);
      insert.setLong(3, atLeast);
      insert.executeUpdate();
      return find(transaction.statements(), publisher).orElseThrow().number();
    });
  }

  private static Optional<Published> find(Statements statements, String publisher)
      throws SQLException {
    var select = statements.prepare(FIND);
    select.setString(1, publisher);
    try (var row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new Published(row.getBytes(1), row.getLong(2)))
          : Optional.empty();
    }
  }
}
