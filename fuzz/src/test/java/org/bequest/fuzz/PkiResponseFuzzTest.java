package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.cmc.PkiResponse;
import org.junit.jupiter.params.provider.Arguments;

/** A full response of CMC, in its clear form. */
class PkiResponseFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(PkiResponse.of(KnownControls.all()).encode());
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.andWriting(octets, PkiResponse::decode, PkiResponse::encode);
  }
}
