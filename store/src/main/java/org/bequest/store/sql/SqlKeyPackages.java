package org.bequest.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.KeyPackageRow;
import org.bequest.store.KeyPackageRow.Answer;
import org.bequest.store.KeyPackages;

/** Key packages in SQL. The statements are in {@link KeyPackageSql}. */
final class SqlKeyPackages implements KeyPackages {
  private final Writer writer;
  private final Readers readers;

  SqlKeyPackages(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void sent(KeyPackageRow row, AuditEntry audit) {
    writer.write(transaction -> {
      KeyPackageSql.insert(transaction.statements(), row);
      transaction.append(audit);
      return true;
    });
  }

  @Override
  public Optional<KeyPackageRow> find(String id) {
    return readers.read(statements -> KeyPackageSql.find(statements, id));
  }

  @Override
  public Optional<KeyPackageRow> newest(String label, String identity, String certificate) {
    return readers.read(
        statements -> KeyPackageSql.newest(statements, label, identity, certificate));
  }

  @Override
  public Answered answer(String id, Answer answer, AuditEntry audit) {
    return writer.write(transaction -> answer(transaction, id, answer, audit));
  }

  private static Answered answer(
      Transaction transaction, String id, Answer answer, AuditEntry audit) throws SQLException {
    Optional<KeyPackageRow> row = KeyPackageSql.find(transaction.statements(), id);
    if (row.isEmpty()) {
      return Answered.UNKNOWN;
    }
    Optional<Answer> before = row.get().answer();
    if (before.isPresent() && before.get().sha256().equals(answer.sha256())) {
      return Answered.REPEATED;
    }
    boolean follows = answer.isReceipt() && !before.map(Answer::isReceipt).orElse(false);
    if (before.isPresent() && !follows) {
      return Answered.CONFLICT;
    }
    KeyPackageSql.answer(transaction.statements(), id, answer);
    transaction.append(audit);
    return Answered.RECORDED;
  }

  @Override
  public List<KeyPackageRow> list(PackageQuery query) {
    return readers.read(statements -> KeyPackageSql.list(statements, query));
  }

  @Override
  public int forget(Instant before, int most) {
    return writer.write(
        transaction -> KeyPackageSql.delete(transaction.statements(), before, most));
  }
}
