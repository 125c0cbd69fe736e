package org.bequest.store.sql;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.bequest.store.StoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** What is particular to SQLite: its file, its settings, its connections. */
final class Sqlite {
  private static final int WRITER_CACHE_KIB = 32 * 1024;
  private static final int READER_CACHE_KIB = 8 * 1024;

  /**
   * Pages in the log before they go to their places: 16 MiB, so that pages written often go once.
   */
  private static final int CHECKPOINT_PAGES = 4096;

  private final SqliteConfig config;

  Sqlite(SqliteConfig config) {
    this.config = config;
  }

  SqliteConfig config() {
    return config;
  }

  Path file() {
    return config.file().toAbsolutePath();
  }

  /** The log and the index of the log, which SQLite makes beside the file, take its mode. */
  void createFile() {
    Path file = file();
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      checkFile(file);
    } catch (IOException e) {
      throw new StoreException(
          "The database %s cannot be created: %s.".formatted(file, reason(file, e)), e);
    }
  }

  private static void checkFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException("The database %s is not a file.".formatted(file));
    }
    if (!Files.isReadable(file) || !Files.isWritable(file)) {
      throw new StoreException(
          "The database %s may not be read and written by the user %s: change its owner or mode."
              .formatted(file, System.getProperty("user.name")));
    }
  }

  static String reason(Path file, IOException e) {
    Path folder = file.getParent();
    if (folder == null || !Files.exists(folder)) {
      return "there is no folder " + folder;
    }
    if (!Files.isDirectory(folder)) {
      return folder + " is not a folder";
    }
    return Files.isWritable(folder)
        ? String.valueOf(e.getMessage())
        : "the user " + System.getProperty("user.name") + " may not write in " + folder;
  }

  Transaction transaction() throws SQLException {
    return new Transaction(writing().getConnection());
  }

  SQLiteDataSource writing() {
    var settings = settings(WRITER_CACHE_KIB);
    settings.setJournalMode(JournalMode.WAL);
    settings.setSynchronous(SynchronousMode.FULL);
    settings.setTransactionMode(TransactionMode.IMMEDIATE);
    settings.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    return source(settings);
  }

  Connection reader() throws SQLException {
    var settings = settings(READER_CACHE_KIB);
    settings.setReadOnly(true);
    return source(settings).getConnection();
  }

  private SQLiteConfig settings(int cacheKib) {
    var settings = new SQLiteConfig();
    settings.setBusyTimeout((int) config.busyTimeout().toMillis());
    settings.enforceForeignKeys(true);
    settings.setCacheSize(-cacheKib);
    settings.setGetGeneratedKeys(false);
    return settings;
  }

  private SQLiteDataSource source(SQLiteConfig settings) {
    var source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + file());
    return source;
  }

  /** One sentence for the operator. */
  StoreException failure(SQLException e) {
    return new StoreException("The database %s %s".formatted(file(), SqliteFailure.of(e)), e);
  }
}
