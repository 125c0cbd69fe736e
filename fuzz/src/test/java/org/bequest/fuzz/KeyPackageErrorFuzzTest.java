package org.bequest.fuzz;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.bequest.formats.receipt.KeyPackageError;
import org.junit.jupiter.params.provider.Arguments;

/** Errors of key packages. */
class KeyPackageErrorFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(HexFormat.of().parseHex("30030a010d"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.ofDer(octets, KeyPackageError::decode, KeyPackageError::encode);
  }
}
