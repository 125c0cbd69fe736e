package org.bequest.store.sql;

import java.util.List;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets;

/** Shared secrets in SQL. The statements are in {@link SharedSecretSql}. */
final class SqlSharedSecrets implements SharedSecrets {
  private final Writer writer;
  private final Readers readers;

  SqlSharedSecrets(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public boolean add(SealedSecret secret, AuditEntry audit) {
    return writer.write(transaction -> {
      boolean added = SharedSecretSql.insert(transaction.handle(), secret);
      if (added) {
        transaction.append(audit);
      }
      return added;
    });
  }

  @Override
  public List<SealedSecret> all() {
    return readers.read(statements -> SharedSecretSql.all(statements.handle()));
  }

  @Override
  public Optional<SealedSecret> find(String id) {
    return readers.read(statements -> SharedSecretSql.find(statements.handle(), id));
  }

  @Override
  public List<SealedSecret> referred(Kind kind, byte[] reference) {
    return readers.read(
        statements -> SharedSecretSql.referred(statements.handle(), kind, reference));
  }

  @Override
  public List<SealedSecret> belonging(Kind kind, String identity) {
    return readers.read(
        statements -> SharedSecretSql.belonging(statements.handle(), kind, identity));
  }

  @Override
  public boolean remove(String id, AuditEntry audit) {
    return writer.write(transaction -> {
      boolean any = SharedSecretSql.delete(transaction.handle(), id) > 0;
      if (any) {
        transaction.append(audit);
      }
      return any;
    });
  }
}
