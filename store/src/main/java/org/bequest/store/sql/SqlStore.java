package org.bequest.store.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import org.bequest.store.AuditLog;
import org.bequest.store.CertificateStore;
import org.bequest.store.CredentialStore;
import org.bequest.store.Sequences;
import org.bequest.store.Store;

/** Opens a database and holds what belongs to it. */
public final class SqlStore implements Store {
  private final Writer writer;
  private final Readers readers;

  private SqlStore(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

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
    var sqlite = new Sqlite(config);
    sqlite.createFile();
    try {
      Schema.update(sqlite.writing(), config.file().toAbsolutePath().toString());
      var writer = new Writer(() -> new Transaction(sqlite.writer()), config.queue());
      var store = new SqlStore(writer, readers(sqlite, config));
      writer.start();
      return store;
    } catch (SQLException e) {
      throw sqlite.failure(e);
    }
  }

  private static Readers readers(Sqlite sqlite, SqliteConfig config) throws SQLException {
    var connections = new ArrayList<Statements>();
    for (int i = 0; i < config.readers(); i++) {
      connections.add(new Statements(sqlite.reader()));
    }
    return new Readers(connections, config.busyTimeout());
  }

  @Override
  public CertificateStore certificates() {
    return new SqlCertificates(writer, readers);
  }

  @Override
  public CredentialStore credentials() {
    return new SqlCredentials(writer, readers);
  }

  @Override
  public AuditLog audit() {
    return new SqlAuditLog(writer, readers);
  }

  @Override
  public Sequences sequences() {
    return new SqlSequences(writer);
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
