package org.bequest.store.sql;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** SQLite's result codes as the rest of a sentence that begins with the database. */
final class SqliteFailure {
  /** The primary result code; the bytes above it are the extended one. */
  private static final int PRIMARY = 0xff;

  private SqliteFailure() {}

  static String of(SQLException e) {
    return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY)) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "is locked by another program, such as a shell or a backup: end it, or wait for it.";
      case SQLITE_NOTADB -> "is not an SQLite database: choose another file, or restore a backup.";
      case SQLITE_CORRUPT -> "is damaged: restore it from a backup.";
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          "cannot be opened: its folder and the files beside it must be ours to read and write.";
      case SQLITE_READONLY -> "cannot be written: it, its folder or its disk is read-only.";
      case SQLITE_FULL -> "cannot grow: the disk is full.";
      case SQLITE_IOERR -> "cannot be read or written: the disk reports an error.";
      default -> "refused: " + e.getMessage();
    };
  }
}
