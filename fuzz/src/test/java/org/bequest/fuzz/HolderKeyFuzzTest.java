package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.server.secret.HolderKey;
import org.junit.jupiter.params.provider.Arguments;

/** The key or certificate of a holder of keys. */
class HolderKeyFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(KnownKeys.ec().getPublic().getEncoded());
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, HolderKey::decode)
        .ifPresent(key -> Reading.of(key, HolderKeyFuzzTest::suits));
  }

  private static boolean suits(HolderKey key) throws MalformedException {
    key.checkSuitable();
    return true;
  }
}
