package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdentifier;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.params.provider.Arguments;

/** Receipts of key packages. */
class KeyPackageReceiptFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.signed("rfc7191-key-package-receipt-signed"),
        Seeds.of(
            KeyPackageReceipt.of(
                    PackageIdentifier.PackageId.of(new byte[4]),
                    SirEntityName.of(new X500Name("CN=a")))
                .encode()));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.ofDer(octets, KeyPackageReceipt::decode, KeyPackageReceipt::encode);
  }
}
