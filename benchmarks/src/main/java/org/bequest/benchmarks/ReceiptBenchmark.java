package org.bequest.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bequest.formats.MalformedException;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.x500.X500Name;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A receipt for a key package (RFC 7191), without its signature. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReceiptBenchmark {
  private final KeyPackageReceipt receipt =
      KeyPackageReceipt.of(
          PackageId.of(new byte[20]), SirEntityName.of(new X500Name("C=US,O=Example,CN=device-1")));
  private final byte[] encoded = receipt.encode();

  @Benchmark
  public byte[] encode() {
    return receipt.encode();
  }

  @Benchmark
  public KeyPackageReceipt decode() throws MalformedException {
    return KeyPackageReceipt.decode(encoded);
  }
}
