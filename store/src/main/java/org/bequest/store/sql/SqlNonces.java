package org.bequest.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import org.bequest.store.NonceStore;

/** Uses of nonces in SQL: the primary key decides, whichever server asks. */
final class SqlNonces implements NonceStore {
  private static final String KEY = "digest-nonce";

  private final Writer writer;

  SqlNonces(Writer writer) {
    this.writer = writer;
  }

  @Override
  public byte[] key() {
    return SharedKeys.get(writer, KEY);
  }

  @Override
  public boolean use(Use use, Instant now) {
    return writer.write(transaction -> {
      forget(transaction, now);
      var insert =
          transaction
              .statements()
              .prepare(
                  """
                  INSERT INTO digest_nonce_use (nonce, count, expires_at) VALUES (?, ?, ?)
                  ON CONFLICT (nonce, count) DO NOTHING\
                  """);
      insert.setString(1, use.nonce());
      insert.setLong(2, use.count());
      insert.setLong(3, Columns.micros(use.expiresAt()));
      return insert.executeUpdate() == 1;
    });
  }

  private static void forget(Transaction transaction, Instant now) throws SQLException {
    var delete =
        transaction.statements().prepare("DELETE FROM digest_nonce_use WHERE expires_at <= ?");
    delete.setLong(1, Columns.micros(now));
    delete.executeUpdate();
  }
}
