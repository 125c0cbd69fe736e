package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.cms.CrlsOnly;
import org.junit.jupiter.params.provider.Arguments;

/** The bag of revocation lists. */
class CrlsOnlyFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors("cms-certs-only");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, CrlsOnly::decode);
  }
}
