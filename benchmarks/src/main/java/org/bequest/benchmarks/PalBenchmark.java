package org.bequest.benchmarks;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pal.Pal;
import org.bequest.formats.pal.PalEntry;
import org.bequest.formats.pal.PalFormat;
import org.bequest.formats.pal.PalInfo;
import org.bequest.formats.pal.PalLimits;
import org.bequest.formats.pal.PalPackageType;
import org.bouncycastle.asn1.x500.X500Name;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A PAL of 1,000 entries (RFC 8295): nine packages by URI, one certificate by name, and so on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PalBenchmark {
  private static final int ENTRIES = 1000;

  @Param public PalFormat format = PalFormat.XML;

  private final Pal pal = list();
  private final byte[] xml = PalFormat.XML.write(pal);
  private final byte[] json = PalFormat.JSON.write(pal);

  private static Pal list() {
    List<PalEntry> entries = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(i % 10 == 9 ? renewal(i) : firmware(i));
    }
    return new Pal(entries);
  }

  private static PalEntry firmware(int number) {
    URI uri = URI.create("https://est.example/.well-known/est/plant7/firmware/" + number);
    PalEntry offer = PalEntry.offer(PalPackageType.FIRMWARE, 1_000_000L + number, uri);
    return number % 2 == 0 ? offer : offer.fetched(Instant.ofEpochSecond(1_700_000_000L + number));
  }

  private static PalEntry renewal(int number) {
    BigInteger serial = BigInteger.ONE.shiftLeft(150).add(BigInteger.valueOf(number));
    X500Name issuer = new X500Name("C=US,O=Example,CN=Issuing Authority 7");
    return PalEntry.ask(PalPackageType.DS_RESTART, new PalInfo.IssuerAndSerial(issuer, serial));
  }

  @Benchmark
  public byte[] encode() {
    return format.write(pal);
  }

  @Benchmark
  public Pal decode() throws MalformedException {
    return format.read(format == PalFormat.XML ? xml : json, PalLimits.USUAL);
  }
}
