package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What remains of a process that ends without a chance to clean up. */
class KilledProcessTest {
  private static final int ROUNDS = 5;
  private static final long SERIALS_PER_ROUND = 1_000_000;

  @TempDir Path folder;

  @Test
  @Requirement("S-76")
  void everyAcknowledgedCertificateOutlivesTheKillOfItsProcess() throws Exception {
    var acknowledged = new ArrayList<BigInteger>();
    for (int round = 1; round <= ROUNDS; round++) {
      acknowledged.addAll(acknowledgedBeforeKill(round * SERIALS_PER_ROUND, 150 * round));
      assertThatAllAreRecorded(acknowledged);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(150 * (1 + 2 + 3 + 4 + 5));
  }

  private void assertThatAllAreRecorded(List<BigInteger> serials) {
    try (var store = SqlStore.open(file())) {
      assertThat(serials)
          .allSatisfy(
              serial -> assertThat(store.certificates().find(Rows.ISSUER, serial)).isPresent());
      assertThat(store.audit().firstBroken()).isEmpty();
    }
  }

  /** Kills as soon as it has read so many, while the next ones are being written. */
  private List<BigInteger> acknowledgedBeforeKill(long first, int enough) throws Exception {
    var errors = folder.resolve("errors.txt");
    var process = start(first, errors);
    try (var output = process.inputReader()) {
      var serials = read(output, enough);
      assertThat(serials).as(Files.readString(errors)).hasSize(enough);
      assertThatThrownBy(() -> SqlStore.open(file()))
          .hasMessageContaining("in use by another Bequest (process " + process.pid() + ")");
      process.toHandle().destroyForcibly(); // Process itself would close its output unread.
      serials.addAll(read(output, Integer.MAX_VALUE));
      return serials;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(long first, Path errors) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            RecordingProcess.class.getName(),
            file().toString(),
            Long.toString(first))
        .redirectError(errors.toFile())
        .start();
  }

  private static List<BigInteger> read(BufferedReader output, int enough) throws IOException {
    var serials = new ArrayList<BigInteger>();
    while (serials.size() < enough) {
      String line = output.readLine();
      if (line == null) {
        break;
      }
      if (line.length() == RecordingProcess.DIGITS) {
        serials.add(new BigInteger(line));
      }
    }
    return serials;
  }

  private Path file() {
    return folder.resolve("bequest.db");
  }
}
