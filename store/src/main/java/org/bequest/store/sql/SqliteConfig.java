package org.bequest.store.sql;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the SQLite database is and how much of the machine it may take.
 *
 * @param file the database; its folder must exist, the file need not
 * @param readers connections that only read; one is in use for the length of one query
 * @param queue writes that may wait before further ones are refused as {@link
 *     org.bequest.store.StoreException.Overloaded}
 * @param busyTimeout how long to wait for another process that holds the file
 */
public record SqliteConfig(Path file, int readers, int queue, Duration busyTimeout) {
  public SqliteConfig {
    if (readers < 1 || queue < 1) {
      throw new IllegalArgumentException("a store needs at least one reader and room for a write");
    }
  }

  /** The settings for everyone who has no reason for others. */
  public static SqliteConfig of(Path file) {
    return new SqliteConfig(file, 4, 4096, Duration.ofSeconds(5));
  }
}
