package org.bequest.store.sql;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.Revocation;
import org.bequest.store.Store;

/**
 * Measures the store; no test. {@code RecordingRate <folder>} prints how many certificates a second
 * are recorded and synced, and the CPU time of the process for one, by the number of callers: the
 * median of five runs. {@code RecordingRate <folder> <rows>} fills a database with revoked
 * certificates, then times its opening and the reading of a CRL's entries.
 */
final class RecordingRate {
  private static final int RUNS = 5;
  private static final int RECORDS = 10_000;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final SplittableRandom random = new SplittableRandom(1);
  private final Store store;

  private RecordingRate(Store store) {
    this.store = store;
  }

  public static void main(String[] arguments) throws Exception {
    var file = Files.createTempDirectory(Path.of(arguments[0]), "rate").resolve("bequest.db");
    if (arguments.length > 1) {
      revocations(file, Integer.parseInt(arguments[1]));
      return;
    }
    try (var store = SqlStore.open(file)) {
      var rate = new RecordingRate(store);
      rate.run(32, RECORDS);
      rate.run(1, RECORDS);
      for (int callers : new int[] {1, 8, 32, 128}) {
        rate.report(callers);
      }
    }
  }

  private void report(int callers) throws Exception {
    var runs = new ArrayList<Run>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(run(callers, RECORDS));
    }
    var rates = runs.stream().map(Run::rate).sorted().toList();
    var micros = runs.stream().map(Run::micros).sorted().toList();
    System.out.printf(
        "%d callers: %.0f records/s (lowest %.0f), %.0f us CPU per record (highest %.0f)%n",
        callers, rates.get(RUNS / 2), rates.getFirst(), micros.get(RUNS / 2), micros.getLast());
  }

  /**
   * @param rate records a second
   * @param micros CPU time of the process for one record
   */
  private record Run(double rate, double micros) {}

  private Run run(int callers, int records) throws Exception {
    var rows =
        IntStream.range(0, records).mapToObj(i -> row(random.split(), Optional.empty())).toList();
    var next = new AtomicInteger();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        threads.execute(() -> {
          for (int i = next.getAndIncrement(); i < records; i = next.getAndIncrement()) {
            var row = rows.get(i);
            store.certificates().record(row, audit(row), Optional.empty());
          }
        });
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double micros = (system.getProcessCpuTime() - cpu) / 1e3 / records;
    return new Run(records / seconds, micros);
  }

  private static void revocations(Path file, int rows) throws Exception {
    try (var store = SqlStore.open(file)) {
      var rate = new RecordingRate(store);
      long start = System.nanoTime();
      rate.fill(rows);
      System.out.printf("filled in %.1f s%n", (System.nanoTime() - start) / 1e9);
    }
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      try (var store = SqlStore.open(file)) {
        long opened = System.nanoTime();
        long read = readCrl(store);
        System.out.printf(
            "%d MiB: opened in %.1f ms; %d revoked read in %.2f s, heap up to %d MiB%n",
            Files.size(file) >> 20,
            (opened - start) / 1e6,
            read,
            (System.nanoTime() - opened) / 1e9,
            Runtime.getRuntime().totalMemory() >> 20);
      }
    }
  }

  private static long readCrl(Store store) {
    try (var rows = store.certificates().revoked(Rows.ISSUER, Rows.NOW)) {
      return rows.mapToLong(row -> row.reason()).sum();
    }
  }

  private void fill(int rows) {
    var revocation = Optional.of(new Revocation(Rows.NOW, 1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 500; caller++) {
        var own = random.split();
        threads.execute(() -> {
          for (int i = 0; i < rows / 500; i++) {
            var row = row(own, revocation);
            store.certificates().record(row, audit(row), Optional.empty());
          }
        });
      }
    }
  }

  private static CertificateRow row(SplittableRandom random, Optional<Revocation> revocation) {
    byte[] serial = new byte[20];
    byte[] spki = new byte[32];
    byte[] encoded = new byte[620];
    random.nextBytes(serial);
    random.nextBytes(spki);
    random.nextBytes(encoded);
    var number = new BigInteger(1, serial).setBit(0);
    return new CertificateRow(
        Rows.ISSUER,
        number,
        "CN=device-" + (number.intValue() & 0xffffff),
        "otp:device-" + (number.intValue() & 0xffffff),
        "plant7",
        "device",
        Rows.NOW,
        Rows.NOW.plusSeconds(86_400),
        Rows.NOW.plusNanos(System.nanoTime()),
        spki,
        encoded,
        revocation);
  }

  private static AuditEntry audit(CertificateRow row) {
    return new AuditEntry(
        row.issuedAt(),
        "certificate.issue",
        row.identity(),
        row.serial().toString(16),
        "ok",
        Map.of("profile", row.profile(), "subject", row.subject(), "label", row.label()));
  }
}
