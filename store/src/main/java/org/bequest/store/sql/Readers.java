package org.bequest.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bequest.store.StoreException;
import org.jdbi.v3.core.JdbiException;

/** The connections that only read, each with its prepared statements. */
final class Readers implements AutoCloseable {
  private final BlockingQueue<Statements> idle = new LinkedBlockingQueue<>();
  private final Duration patience;
  private final Sqlite database;
  private volatile boolean closed;

  /** One query; it leaves no result set open. */
  @FunctionalInterface
  interface Query<T> {
    T run(Statements statements) throws SQLException;
  }

  private Readers(Sqlite database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /** Opens them all, or none. */
  static Readers open(Sqlite database, SqliteConfig config) throws SQLException {
    var readers = new Readers(database, config.busyTimeout());
    try {
      for (int i = 0; i < config.readers(); i++) {
        readers.idle.add(new Statements(database.reader()));
      }
      return readers;
    } catch (SQLException | RuntimeException e) {
      readers.close();
      throw e;
    }
  }

  /** Sees everything that was committed before the call. */
  <T> T read(Query<T> query) {
    var statements = borrow();
    try {
      return query.run(statements);
    } catch (SQLException e) {
      throw database.failure(e);
    } catch (JdbiException e) {
      throw e.getCause() instanceof SQLException sql ? database.failure(sql) : e;
    } finally {
      giveBack(statements);
    }
  }

  private Statements borrow() {
    if (closed) {
      throw new StoreException("The database is closed: the server is stopping.");
    }
    try {
      var free = idle.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (free == null) {
        throw new StoreException.Overloaded("The database is overloaded: no connection is free.");
      }
      return free;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for the database.", e);
    }
  }

  private void giveBack(Statements statements) {
    idle.add(statements);
    if (closed) {
      closeIdle();
    }
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (var free = idle.poll(); free != null; free = idle.poll()) {
      free.close();
    }
  }
}
