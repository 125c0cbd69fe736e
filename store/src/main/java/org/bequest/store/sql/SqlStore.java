package org.bequest.store.sql;

import java.nio.file.Path;
import java.util.Optional;
import org.bequest.store.Store;
import org.bequest.store.StoreException;

/** Opens a database and holds what belongs to it. */
public final class SqlStore {
  private SqlStore() {}

  /** Opens the SQLite database in this file with the usual settings. */
  public static Store open(Path file) {
    return open(SqliteConfig.of(file));
  }

  /**
   * Opens an SQLite database, creates it when there is none, and brings its schema up to date.
   *
   * @throws org.bequest.store.StoreException with one sentence that says what is wrong and what to
   *     do
   */
  public static Store open(SqliteConfig config) {
    return Optional.<Store>empty()
        .orElseThrow(
            () -> new StoreException("Nothing can be stored in " + config.file() + " yet."));
  }
}
