package org.bequest.fuzz;

import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.PackageIdentifier;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.params.provider.Arguments;

/** Errors of key packages. */
class KeyPackageErrorFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(
        KeyPackageError.of(
                Optional.of(PackageIdentifier.PackageId.of(new byte[4])),
                SirEntityName.of(new X500Name("CN=a")),
                KeyPackageErrorCode.of(EnumeratedErrorCode.DECODE_FAILURE))
            .encode());
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.ofDer(octets, KeyPackageError::decode, KeyPackageError::encode);
  }
}
