package org.bequest.store.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import org.bequest.store.AuditLog;
import org.bequest.store.AuthorityKeys;
import org.bequest.store.CertificateStore;
import org.bequest.store.CmcMessages;
import org.bequest.store.Confirmations;
import org.bequest.store.CredentialStore;
import org.bequest.store.KeyArchive;
import org.bequest.store.KeyPackages;
import org.bequest.store.NonceStore;
import org.bequest.store.PublishedAnchors;
import org.bequest.store.RequestStore;
import org.bequest.store.Sequences;
import org.bequest.store.SharedSecrets;
import org.bequest.store.Store;

/** Opens a database and holds what belongs to it. */
public final class SqlStore implements Store {
  private final Writer writer;
  private final Readers readers;
  private final ProcessLock lock;
  private final CredentialStore credentials;

  private SqlStore(Sqlite sqlite, Readers readers, ProcessLock lock) {
    this.writer = new Writer(sqlite, sqlite.config().queue());
    this.readers = readers;
    this.lock = lock;
    this.credentials = new SqlCredentials(writer, readers);
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
    var lock = ProcessLock.take(sqlite);
    try {
      Schema.update(sqlite.writing(), sqlite.file().toString());
      var store = new SqlStore(sqlite, Readers.open(sqlite, config), lock);
      store.writer.start();
      return store;
    } catch (SQLException e) {
      lock.close();
      throw sqlite.failure(e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public CertificateStore certificates() {
    return new SqlCertificates(writer, readers);
  }

  @Override
  public CredentialStore credentials() {
    return credentials;
  }

  @Override
  public RequestStore requests() {
    return new SqlRequests(writer, readers);
  }

  @Override
  public NonceStore nonces() {
    return new SqlNonces(writer);
  }

  @Override
  public CmcMessages cmcMessages() {
    return new SqlCmcMessages(writer);
  }

  @Override
  public SharedSecrets sharedSecrets() {
    return new SqlSharedSecrets(writer, readers);
  }

  @Override
  public KeyArchive keyArchive() {
    return new SqlKeyArchive(writer, readers);
  }

  @Override
  public Confirmations confirmations() {
    return new SqlConfirmations(writer, readers);
  }

  @Override
  public PublishedAnchors publishedAnchors() {
    return new SqlPublishedAnchors(writer, readers);
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
  public AuthorityKeys authorityKeys() {
    return new SqlAuthorityKeys(writer, readers);
  }

  @Override
  public KeyPackages keyPackages() {
    return new SqlKeyPackages(writer, readers);
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
    lock.close();
  }
}
