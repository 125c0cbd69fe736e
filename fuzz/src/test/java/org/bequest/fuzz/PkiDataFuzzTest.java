package org.bequest.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.bequest.formats.cmc.PkiData;
import org.junit.jupiter.params.provider.Arguments;

/** A full request of CMC, in its clear form. */
class PkiDataFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.signed("rfc5272-full-cmc-request-pkcs10"),
        Seeds.of(PkiData.of(KnownControls.all(), List.of()).encode()));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.andWriting(octets, PkiData::decode, PkiData::encode);
  }
}
