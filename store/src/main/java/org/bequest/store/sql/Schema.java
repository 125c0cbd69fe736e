package org.bequest.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.bequest.store.StoreException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, and the migrations that lead to them. */
final class Schema {
  /** Number of the newest migration in the folder {@code migrations}. */
  static final int VERSION = 11;

  private static final String FOLDER = "classpath:org/bequest/store/sql/migrations";

  private static final String APPLIED =
      "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM flyway_schema_history WHERE success";

  private Schema() {}

  /** Flyway is only woken when there is something to do: it takes longer than all the rest. */
  static void update(DataSource source, String name) throws SQLException {
    int found = version(source, name);
    if (found > VERSION) {
      throw new StoreException(
          ("The database %s was written by a newer Bequest (schema %d, this one knows %d):"
                  + " start that one, or restore a backup from before the update.")
              .formatted(name, found, VERSION));
    }
    if (found < VERSION) {
      migrate(source, name);
    }
  }

  private static int version(DataSource source, String name) throws SQLException {
    try (var connection = source.getConnection()) {
      if (number(connection, "SELECT count(*) FROM sqlite_master") == 0) {
        return 0;
      }
      boolean history = has(connection, "flyway_schema_history");
      int version = history ? number(connection, APPLIED) : 0;
      if (!history || (version > 0 && !has(connection, "audit_head"))) {
        throw new StoreException(
            "The database %s belongs to another program: choose another file.".formatted(name));
      }
      return version;
    }
  }

  private static boolean has(Connection connection, String table) throws SQLException {
    return number(connection, "SELECT count(*) FROM sqlite_master WHERE name = '" + table + "'")
        == 1;
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static void migrate(DataSource source, String name) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source)
          .locations(FOLDER)
          .loggers("slf4j")
          .placeholders(Map.of("bytes", "BLOB", "long", "INTEGER"))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "The database %s cannot be brought up to date: %s".formatted(name, e.getMessage()), e);
    }
  }
}
