package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bequest.store.StoreException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteStoreTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("bequest.db");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private void appendFive() {
    try (var store = SqlStore.open(file())) {
      for (int i = 1; i <= 5; i++) {
        store.audit().append(Rows.audit("a\nb=\\" + i + "\0"));
      }
      assertThat(store.audit().firstBroken()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE audit SET actor = 'user:bob' WHERE number = 3 | 3",
        "DELETE FROM audit WHERE number = 2 | 2",
        "DELETE FROM audit WHERE number = 5 | 5",
        "UPDATE audit SET number = 6 WHERE number = 4 | 4",
        "UPDATE audit_head SET hash = x'00' | 5"
      })
  void whatWasDoneToTheAuditLogShows(String deed, long broken) throws SQLException {
    appendFive();
    execute(deed);
    try (var store = SqlStore.open(file())) {
      assertThat(store.audit().firstBroken()).contains(broken);
    }
  }

  @Test
  void aDatabaseOfANewerBequestIsLeftAlone() throws SQLException {
    SqlStore.open(file()).close();
    execute("UPDATE flyway_schema_history SET version = '99'");
    assertThatThrownBy(() -> SqlStore.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(
            "was written by a newer Bequest (schema 99, this one knows %d): ", Schema.VERSION);
  }

  static IntStream earlierSchemas() {
    return IntStream.range(1, Schema.VERSION);
  }

  /** With what is in it. */
  @ParameterizedTest
  @MethodSource("earlierSchemas")
  void aDatabaseOfAnEarlierBequestIsBroughtUpToDate(int schema) throws SQLException {
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file(), null, null)
        .locations("classpath:org/bequest/store/sql/migrations")
        .target(Integer.toString(schema))
        .placeholders(Map.of("bytes", "BLOB", "long", "INTEGER"))
        .load()
        .migrate();
    execute("INSERT INTO sequence (name, value) VALUES ('crl', 41)");
    try (var store = SqlStore.open(file())) {
      assertThat(store.sequences().next("crl")).isEqualTo(42);
      var row = Rows.certificate(1);
      store.certificates().record(row, Rows.audit("1"), Optional.empty());
      assertThat(store.certificates().find(Rows.ISSUER, row.serial())).isPresent();
      assertThat(store.requests().find("T1")).isEmpty();
      assertThat(store.audit().firstBroken()).isEmpty();
    }
  }

  @Test
  void whatIsNoDatabaseIsSaidInOneSentence() throws Exception {
    Files.writeString(file(), "not a database, but long enough to be read as one. ".repeat(40));
    assertThatThrownBy(() -> SqlStore.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not an SQLite database");
    assertThatThrownBy(() -> SqlStore.open(folder.resolve("absent").resolve("x.db")))
        .hasMessageContaining("there is no folder");
    assertThatThrownBy(() -> SqlStore.open(folder)).hasMessageContaining("is not a file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE recipe (name TEXT)",
        "CREATE TABLE flyway_schema_history AS SELECT '1' AS version, 1 AS success"
      })
  void aDatabaseOfAnotherProgramIsLeftAlone(String deed) throws SQLException {
    execute(deed);
    assertThatThrownBy(() -> SqlStore.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessage("The database %s belongs to another program: choose another file.", file());
  }

  @Test
  void aFolderThatIsNotOursIsSaidInOneSentence() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(folder), "root may write everywhere");
      assertThatThrownBy(() -> SqlStore.open(file()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("cannot be created: the user ")
          .hasMessageContaining(" may not write in ");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aDatabaseThatIsOpenIsRefusedUntilItIsClosed() {
    try (var store = SqlStore.open(file())) {
      assertThat(store.audit().after(0, 1)).isEmpty();
      assertThatThrownBy(() -> SqlStore.open(file()))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "The database %s is in use by another Bequest (process %d): stop that one first.",
              file(), ProcessHandle.current().pid());
    }
    SqlStore.open(file()).close();
  }

  @Test
  void afterARefusalToOpenNothingHoldsTheFile() throws SQLException {
    execute("CREATE TABLE recipe (name TEXT)");
    assertThatThrownBy(() -> SqlStore.open(file())).isInstanceOf(StoreException.class);
    execute("DROP TABLE recipe");
    SqlStore.open(file()).close();
  }

  @Test
  void everyFileIsForItsOwnerOnly() throws Exception {
    try (var store = SqlStore.open(file())) {
      store.audit().append(Rows.audit("x"));
      for (String name :
          new String[] {"bequest.db", "bequest.db-wal", "bequest.db-shm", "bequest.db.lock"}) {
        assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }
}
