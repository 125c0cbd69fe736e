package org.bequest.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.store.KeyPackageRow;
import org.bequest.store.KeyPackageRow.Answer;
import org.bequest.store.KeyPackageRow.Certified;
import org.bequest.store.KeyPackages.PackageQuery;

/** The statements on the table of key packages. */
final class KeyPackageSql {
  private static final String SELECT =
      """
      SELECT id, label, identity, form, certificate_sha256, serial, subject, receipt_asked, sent_at,
        returned_at, returned, returned_by, returned_sha256
      FROM key_package
      """;

  private static final String INSERT =
      """
      INSERT INTO key_package (id, label, identity, form, certificate_sha256, serial, subject,
        receipt_asked, sent_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final String NEWEST =
      """
      WHERE label = ? AND (identity = ? OR certificate_sha256 = ?)
      ORDER BY sent_at DESC, id DESC LIMIT 1\
      """;

  private static final String ANSWER =
      """
      UPDATE key_package
      SET returned_at = ?, returned = ?, returned_by = ?, returned_sha256 = ?
      WHERE id = ?\
      """;

  private static final String MATCHING =
      """
      WHERE (:state = '' OR (:state = 'open' AND returned IS NULL)
          OR (:state = 'receipt' AND returned = 'receipt')
          OR (:state = 'error' AND returned <> 'receipt'))
        AND (:anyLabel OR label = :label)
        AND (:text = '' OR lower(id) LIKE lower(:pattern) ESCAPE '!'
          OR lower(subject) LIKE lower(:pattern) ESCAPE '!'
          OR lower(identity) LIKE lower(:pattern) ESCAPE '!')
        AND (:after = '' OR sent_at < (SELECT sent_at FROM key_package WHERE id = :after)
          OR (sent_at = (SELECT sent_at FROM key_package WHERE id = :after) AND id < :after))
      ORDER BY sent_at DESC, id DESC LIMIT :limit
      """;

  private static final String DELETE =
      """
      DELETE FROM key_package WHERE id IN (SELECT id FROM key_package WHERE sent_at < ?
        ORDER BY sent_at LIMIT ?)\
      """;

  private KeyPackageSql() {}

  static void insert(Statements statements, KeyPackageRow row) throws SQLException {
    var insert = statements.prepare(INSERT);
    insert.setString(1, row.id());
    insert.setString(2, Columns.text(row.label()));
    insert.setString(3, Columns.text(row.identity()));
    insert.setString(4, row.form());
    insert.setString(5, row.certificate().sha256());
    insert.setString(6, row.certificate().serial());
    insert.setString(7, Columns.text(row.certificate().subject()));
    insert.setInt(8, row.receiptAsked() ? 1 : 0);
    insert.setLong(9, Columns.micros(row.sentAt()));
    insert.executeUpdate();
  }

  static Optional<KeyPackageRow> find(Statements statements, String id) throws SQLException {
    var select = statements.prepare(SELECT + "WHERE id = ?");
    select.setString(1, id);
    return first(select);
  }

  static Optional<KeyPackageRow> newest(
      Statements statements, String label, String identity, String certificate)
      throws SQLException {
    var select = statements.prepare(SELECT + NEWEST);
    select.setString(1, Columns.text(label));
    select.setString(2, Columns.text(identity));
    select.setString(3, certificate);
    return first(select);
  }

  static void answer(Statements statements, String id, Answer answer) throws SQLException {
    var update = statements.prepare(ANSWER);
    update.setLong(1, Columns.micros(answer.at()));
    update.setString(2, answer.outcome());
    update.setString(3, Columns.text(answer.by()));
    update.setString(4, answer.sha256());
    update.setString(5, id);
    update.executeUpdate();
  }

  static List<KeyPackageRow> list(Statements statements, PackageQuery query) {
    return statements
        .handle()
        .createQuery(SELECT + MATCHING)
        .bind("state", query.state())
        .bind("anyLabel", query.label().isEmpty())
        .bind("label", query.label().orElse(""))
        .bind("text", query.text())
        .bind("pattern", Columns.containing(query.text()))
        .bind("after", query.after())
        .bind("limit", query.limit())
        .map((row, context) -> row(row))
        .list();
  }

  static int delete(Statements statements, Instant before, int most) throws SQLException {
    var delete = statements.prepare(DELETE);
    delete.setLong(1, Columns.micros(before));
    delete.setInt(2, most);
    return delete.executeUpdate();
  }

  private static Optional<KeyPackageRow> first(PreparedStatement select) throws SQLException {
    try (var row = select.executeQuery()) {
      return row.next() ? Optional.of(row(row)) : Optional.empty();
    }
  }

  private static KeyPackageRow row(ResultSet row) throws SQLException {
    return new KeyPackageRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        new Certified(row.getString(5), row.getString(6), row.getString(7)),
        row.getInt(8) != 0,
        Columns.instant(row.getLong(9)),
        answer(row));
  }

  private static Optional<Answer> answer(ResultSet row) throws SQLException {
    long at = row.getLong(10);
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(
            new Answer(
                row.getString(11), row.getString(12), row.getString(13), Columns.instant(at)));
  }
}
