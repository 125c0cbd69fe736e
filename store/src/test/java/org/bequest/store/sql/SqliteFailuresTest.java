package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bequest.conformance.Requirement;
import org.bequest.store.CertificateStore.Recorded;
import org.bequest.store.Store;
import org.bequest.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the store says and does when the database fails it, and that it recovers. */
class SqliteFailuresTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("bequest.db");
  }

  private Connection other() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  private void execute(String... statements) throws SQLException {
    try (var connection = other();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  private Store impatient(int queue, Duration busyTimeout) {
    return SqlStore.open(new SqliteConfig(file(), 1, queue, busyTimeout));
  }

  private static Recorded record(Store store, long serial) {
    var row = Rows.certificate(serial);
    return store.certificates().record(row, Rows.audit(row.subject()), Optional.empty());
  }

  @Test
  @Requirement("S-76")
  void aWriteThatFailsIsRecordedInNoPartAndTheNextOneSucceeds() throws Exception {
    try (var store = SqlStore.open(file())) {
      record(store, 1);
      execute("ALTER TABLE audit RENAME TO elsewhere");
      assertThatThrownBy(() -> record(store, 2))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("The database " + file() + " refused: ");
      execute("ALTER TABLE elsewhere RENAME TO audit");
      assertThat(store.certificates().find(Rows.ISSUER, BigInteger.TWO)).isEmpty();
      assertThat(record(store, 3)).isEqualTo(Recorded.COMMITTED);
      assertThat(store.audit().firstBroken()).isEmpty();
    }
  }

  @Test
  @Requirement("S-76")
  void aFailedCommitIsToldToItsCallerAndTheNextOneSucceeds() throws Exception {
    try (var store = SqlStore.open(file())) {
      execute(
          "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
          "CREATE TABLE child (id REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)",
          "CREATE TRIGGER t AFTER INSERT ON audit BEGIN INSERT INTO child VALUES (1); END");
      assertThatThrownBy(() -> record(store, 1))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("FOREIGN KEY");
      execute("DROP TRIGGER t");
      assertThat(store.certificates().find(Rows.ISSUER, BigInteger.ONE)).isEmpty();
      assertThat(record(store, 2)).isEqualTo(Recorded.COMMITTED);
      assertThat(store.audit().firstBroken()).isEmpty();
    }
  }

  /** ABORT undoes the one statement; ROLLBACK the whole group, as a full disk may. */
  @ParameterizedTest
  @CsvSource({"ABORT, 49", "ROLLBACK, 0"})
  @Requirement("S-76")
  void whoSharesAGroupWithAFailureHasARowOrAnException(String deed, int least) throws Exception {
    try (var store = SqlStore.open(file());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      execute(
          "CREATE TRIGGER t BEFORE INSERT ON audit WHEN new.subject = 'CN=device-13'"
              + " BEGIN SELECT RAISE(%s, 'not this one'); END".formatted(deed));
      var tasks = new ArrayList<Callable<Recorded>>();
      for (int serial = 1; serial <= 50; serial++) {
        long own = serial;
        tasks.add(() -> record(store, own));
      }
      var answers = threads.invokeAll(tasks);
      var recorded = new ArrayList<Integer>();
      for (int serial = 1; serial <= 50; serial++) {
        boolean found =
            store.certificates().find(Rows.ISSUER, BigInteger.valueOf(serial)).isPresent();
        assertThat(answers.get(serial - 1).state() == Future.State.SUCCESS).isEqualTo(found);
        if (found) {
          recorded.add(serial);
        }
      }
      assertThat(recorded).doesNotContain(13).hasSizeGreaterThanOrEqualTo(least);
      assertThat(store.audit().after(0, 100)).hasSameSizeAs(recorded);
      assertThat(store.audit().firstBroken()).isEmpty();
      assertThat(record(store, 51)).isEqualTo(Recorded.COMMITTED);
    }
  }

  @Test
  void aDatabaseThatAnotherProgramLocksIsSaidInOneSentence() throws Exception {
    try (var store = impatient(10, Duration.ofMillis(20))) {
      try (var holder = other();
          var statement = holder.createStatement()) {
        statement.executeUpdate("BEGIN IMMEDIATE");
        assertThatThrownBy(() -> record(store, 1))
            .isExactlyInstanceOf(StoreException.class)
            .hasMessageContaining("is locked by another program");
      }
      assertThat(record(store, 1)).isEqualTo(Recorded.COMMITTED);
    }
  }

  /** Of twenty, two at most are in the group that cannot begin, and one waits. */
  @Test
  void moreWritesThanMayWaitAreRefusedAsOverload() throws Exception {
    try (var store = impatient(1, Duration.ofMinutes(1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ExecutorCompletionService<Recorded>(threads);
      try (var holder = other();
          var statement = holder.createStatement()) {
        statement.executeUpdate("BEGIN IMMEDIATE");
        for (int serial = 1; serial <= 20; serial++) {
          long own = serial;
          answers.submit(() -> record(store, own));
        }
        for (int i = 0; i < 17; i++) {
          assertThat(answers.take().exceptionNow()).isInstanceOf(StoreException.Overloaded.class);
        }
      }
      var rest = List.of(answers.take(), answers.take(), answers.take());
      assertThat(rest).anyMatch(answer -> answer.state() == Future.State.SUCCESS);
    }
  }

  @Test
  @Requirement("S-76")
  void whatWasAcceptedBeforeTheCloseIsCommittedAndTheRestRefused() throws Exception {
    var enough = new CountDownLatch(200);
    List<Future<List<BigInteger>>> recorded = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var store = SqlStore.open(file());
      for (int thread = 0; thread < 8; thread++) {
        long first = 1 + thread * 1_000_000L;
        recorded.add(threads.submit(() -> recordUntilClosed(store, first, enough)));
      }
      enough.await();
      store.close();
    }
    try (var store = SqlStore.open(file())) {
      var serials = recorded.stream().map(Future::resultNow).flatMap(List::stream).toList();
      assertThat(serials)
          .hasSizeGreaterThanOrEqualTo(200)
          .allMatch(serial -> store.certificates().find(Rows.ISSUER, serial).isPresent());
      assertThat(store.audit().after(serials.size() - 1L, 10)).hasSize(1);
      assertThat(store.audit().firstBroken()).isEmpty();
    }
  }

  private static List<BigInteger> recordUntilClosed(
      Store store, long first, CountDownLatch enough) {
    var recorded = new ArrayList<BigInteger>();
    try {
      for (long serial = first; true; serial++) {
        record(store, serial);
        recorded.add(BigInteger.valueOf(serial));
        enough.countDown();
      }
    } catch (StoreException e) {
      assertThat(e).hasMessage("The database is closed: the server is stopping.");
      return recorded;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "13 | cannot grow: the disk is full.",
        "1032 | cannot be written: it, its folder or its disk is read-only.",
        "778 | cannot be read or written: the disk reports an error.",
        "11 | is damaged: restore it from a backup."
      })
  void aResultCodeBecomesASentence(int code, String sentence) {
    assertThat(SqliteFailure.of(new SQLException("m", "", code))).isEqualTo(sentence);
  }
}
