package org.bequest.store;

/**
 * An opened database. Everything in it may be used by many threads at once.
 *
 * <p>Opened by {@code org.bequest.store.sql.SqlStore}.
 */
public interface Store extends AutoCloseable {
  CertificateStore certificates();

  CredentialStore credentials();

  AuditLog audit();

  Sequences sequences();

  /** Finishes the writes that were accepted, refuses new ones, and lets the files go. */
  @Override
  void close();
}
