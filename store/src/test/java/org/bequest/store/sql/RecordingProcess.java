package org.bequest.store.sql;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.bequest.store.Store;

/**
 * A program that records certificates from eight threads until it is killed. It prints each serial
 * number once {@code record} has returned.
 *
 * <p>Arguments: the database, the first serial number.
 */
final class RecordingProcess {
  /** Digits of a printed serial number: a shorter line was cut off by the kill. */
  static final int DIGITS = 12;

  private static final int THREADS = 8;

  private RecordingProcess() {}

  public static void main(String[] arguments) {
    long first = Long.parseLong(arguments[1]);
    try (var store = SqlStore.open(Path.of(arguments[0]));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < THREADS; thread++) {
        long begin = first + thread;
        threads.execute(() -> record(store, begin));
      }
    }
  }

  private static void record(Store store, long begin) {
    for (long serial = begin; true; serial += THREADS) {
      var row = Rows.certificate(Rows.ISSUER, BigInteger.valueOf(serial), Instant.now());
      store.certificates().record(row, Rows.audit(row.subject()), Optional.empty());
      System.out.print(("%0" + DIGITS + "d\n").formatted(serial));
      System.out.flush();
    }
  }
}
