package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.cmc.PkiData;
import org.junit.jupiter.params.provider.Arguments;

/** A full request of CMC, in its clear form. */
class PkiDataFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.signed("rfc5272-full-cmc-request-pkcs10");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.andWriting(octets, PkiData::decode, PkiData::encode);
  }
}
