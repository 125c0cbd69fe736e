package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.key.PrivateKeyPem;
import org.junit.jupiter.params.provider.Arguments;

/** Private keys as PEM. */
class PrivateKeyPemFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(PrivateKeyPem.encode(KnownKeys.ec().getPrivate()));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.<byte[], Object>of(octets, PrivateKeyPem::decode);
  }
}
