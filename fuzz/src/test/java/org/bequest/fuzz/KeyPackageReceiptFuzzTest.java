package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.junit.jupiter.params.provider.Arguments;

/** Receipts of key packages. */
class KeyPackageReceiptFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.signed("rfc7191-key-package-receipt-signed");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.ofDer(octets, KeyPackageReceipt::decode, KeyPackageReceipt::encode);
  }
}
