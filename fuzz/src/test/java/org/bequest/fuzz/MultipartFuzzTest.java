package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Multipart;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies of several parts, with whatever boundary. */
class MultipartFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(Seeds.text("formats", "rfc7030/a4-response.txt"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, body -> Multipart.decode(body, TYPE));
  }

  private static final MediaType TYPE = Multipart.type("estServerExampleBoundary");
}
