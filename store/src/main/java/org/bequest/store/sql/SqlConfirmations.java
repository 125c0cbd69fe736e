package org.bequest.store.sql;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.Confirmations;

/** Certificates that wait for their confirmation, in SQL. */
final class SqlConfirmations implements Confirmations {
  private final Writer writer;
  private final Readers readers;

  SqlConfirmations(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Optional<Provisional> find(String issuer, BigInteger serial) {
    return Columns.serial(serial)
        .flatMap(key -> readers.read(statements -> ProvisionalSql.find(statements, issuer, key)));
  }

  @Override
  public boolean confirm(String issuer, BigInteger serial, AuditEntry audit) {
    var key = Columns.serial(serial);
    return key.isPresent()
        && writer.write(transaction -> {
          boolean waited =
              ProvisionalSql.forgetInTime(transaction.statements(), issuer, key.get(), audit.at());
          if (waited) {
            transaction.append(audit);
          }
          return waited;
        });
  }

  @Override
  public List<CertificateRow> overdue(Instant at, int most) {
    return readers.read(statements -> CertificateSql.overdue(statements, at, most));
  }

  @Override
  public List<CertificateRow> ofTransaction(String transaction, int most) {
    return readers.read(statements -> CertificateSql.waiting(statements, transaction, most));
  }
}
