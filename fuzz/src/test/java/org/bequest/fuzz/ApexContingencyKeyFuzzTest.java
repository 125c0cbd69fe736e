package org.bequest.fuzz;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.bequest.formats.tamp.ApexContingencyKey;
import org.junit.jupiter.params.provider.Arguments;

/** The extension with the contingency key. */
class ApexContingencyKeyFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(
        ApexContingencyKey.none().encode(),
        HexFormat.of().parseHex("300f300b06096086480165030401050400"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.ofDer(octets, ApexContingencyKey::decode, ApexContingencyKey::encode);
  }
}
