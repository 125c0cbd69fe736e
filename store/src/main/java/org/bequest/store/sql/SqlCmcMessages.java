package org.bequest.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import org.bequest.store.CmcMessages;

/** CMC messages in SQL: the primary key decides, whichever server asks. */
final class SqlCmcMessages implements CmcMessages {
  private static final String SEED = "cmc-seed";

  private final Writer writer;

  SqlCmcMessages(Writer writer) {
    this.writer = writer;
  }

  @Override
  public byte[] seed() {
    return SharedKeys.get(writer, SEED);
  }

  @Override
  public Heard hear(Message message, int most, Instant now) {
    return writer.write(transaction -> {
      forget(transaction, now);
      if (count(transaction, message.sender()) >= most) {
        return Heard.TOO_MANY;
      }
      var insert =
          transaction
              .statements()
              .prepare(
                  """
                  INSERT INTO cmc_message (sender, nonce, expires_at) VALUES (?, ?, ?)
                  ON CONFLICT (sender, nonce) DO NOTHING\
                  """);
      insert.setString(1, Columns.text(message.sender()));
      insert.setBytes(2, message.nonce());
      insert.setLong(3, Columns.micros(message.expiresAt()));
      return insert.executeUpdate() == 1 ? Heard.FIRST_TIME : Heard.AGAIN;
    });
  }

  private static int count(Transaction transaction, String sender) throws SQLException {
    var query =
        transaction.statements().prepare("SELECT count(*) FROM cmc_message WHERE sender = ?");
    query.setString(1, Columns.text(sender));
    try (var row = query.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static void forget(Transaction transaction, Instant now) throws SQLException {
    var delete = transaction.statements().prepare("DELETE FROM cmc_message WHERE expires_at <= ?");
    delete.setLong(1, Columns.micros(now));
    delete.executeUpdate();
  }
}
