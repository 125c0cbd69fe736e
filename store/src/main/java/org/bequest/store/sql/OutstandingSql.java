package org.bequest.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bequest.store.CertificateStore.Outstanding;
import org.jdbi.v3.core.statement.Query;

/** What is still in use under a key: walks along everything that the key issued. */
final class OutstandingSql {
  private static final String IN_USE =
      """
      FROM certificate WHERE issuer = (SELECT id FROM issuer WHERE spki_sha256 = :%s)
        AND revoked_at IS NULL AND not_after > :at AND profile NOT IN (<except>)\
      """;

  private static final String COUNT =
      "SELECT count(*), coalesce(max(not_after), 0) " + IN_USE.formatted("issuer");

  private static final String WITHOUT_SUCCESSOR =
      "SELECT count(*) FROM (SELECT subject "
          + IN_USE.formatted("issuer")
          + " EXCEPT SELECT subject "
          + IN_USE.formatted("successor")
          + ") s";

  private OutstandingSql() {}

  /** As {@code CertificateStore.outstanding} has it. */
  record Question(String issuer, String successor, Instant at, Set<String> exceptProfiles) {}

  static Outstanding read(Statements statements, Question asked) {
    long behind =
        query(statements, WITHOUT_SUCCESSOR, asked)
            .bind("successor", asked.successor())
            .mapTo(Long.class)
            .one();
    return query(statements, COUNT, asked)
        .map((row, _) -> new Outstanding(row.getLong(1), behind, Columns.instant(row.getLong(2))))
        .one();
  }

  private static Query query(Statements statements, String sql, Question asked) {
    return statements
        .handle()
        .createQuery(sql)
        .bindList("except", List.copyOf(asked.exceptProfiles()))
        .bind("issuer", asked.issuer())
        .bind("at", Columns.micros(asked.at()));
  }
}
