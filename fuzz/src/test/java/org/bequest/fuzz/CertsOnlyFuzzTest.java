package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.cms.CertsOnly;
import org.junit.jupiter.params.provider.Arguments;

/** The bag of certificates that most answers are. */
class CertsOnlyFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.vectors("cms-certs-only"),
        Seeds.resources("formats", "rfc7030/a1-cacerts.b64", "rfc7030/a3-response.b64"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, CertsOnly::decode);
  }
}
