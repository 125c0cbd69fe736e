package org.bequest.store;

/**
 * An opened database. Everything in it may be used by many threads at once.
 *
 * <p>Times are kept to the microsecond; what is finer is cut off. NUL in a text is kept as U+FFFD.
 *
 * <p>Every method throws {@link StoreException} when the database fails it, and {@link
 * StoreException.Overloaded} when too many wait; then nothing of the call was recorded. After
 * {@link #close} every call throws.
 *
 * <p>Opened by {@code org.bequest.store.sql.SqlStore}.
 */
public interface Store extends AutoCloseable {
  CertificateStore certificates();

  CredentialStore credentials();

  RequestStore requests();

  NonceStore nonces();

  CmcMessages cmcMessages();

  SharedSecrets sharedSecrets();

  KeyArchive keyArchive();

  Confirmations confirmations();

  PublishedAnchors publishedAnchors();

  AuditLog audit();

  Sequences sequences();

  AuthorityKeys authorityKeys();

  KeyPackages keyPackages();

  /** Finishes the writes that were accepted, refuses new ones, and lets the files go. */
  @Override
  void close();
}
