package org.bequest.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.bequest.store.StoreException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One connection in two coats: prepared statements that are kept, for what happens at each request,
 * and a Jdbi handle for everything else. Used by one thread at a time.
 */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Handle handle;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
    this.handle = Jdbi.open(connection);
  }

  Connection connection() {
    return connection;
  }

  Handle handle() {
    return handle;
  }

  /** The statement for this text, parsed once in the life of the connection. */
  PreparedStatement prepare(String sql) throws SQLException {
    var known = prepared.get(sql);
    if (known != null) {
      return known;
    }
    var statement = connection.prepareStatement(sql);
    prepared.put(sql, statement);
    return statement;
  }

  /**
   * Undoes what was not committed. The handle stays unclosed on purpose: Jdbi's way to end a
   * transaction that is open then commits it in SQLite.
   */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("A connection to the database cannot be closed.", e);
    }
  }
}
