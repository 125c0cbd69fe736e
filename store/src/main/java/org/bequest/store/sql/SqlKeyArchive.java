package org.bequest.store.sql;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.KeyArchive;

/** Archived keys in SQL. The statements are in {@link KeyArchiveSql}. */
final class SqlKeyArchive implements KeyArchive {
  private final Writer writer;
  private final Readers readers;

  SqlKeyArchive(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public List<Line> list(String subject, int most) {
    return readers.read(statements -> KeyArchiveSql.list(statements, subject, most));
  }

  @Override
  public Optional<Wrapped> recover(String issuer, BigInteger serial, AuditEntry audit) {
    var key = Columns.serial(serial);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return writer.write(transaction -> {
      var found = KeyArchiveSql.find(transaction.statements(), issuer, key.get());
      if (found.isPresent()) {
        transaction.append(audit);
      }
      return found;
    });
  }
}
