package org.bequest.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.bequest.formats.wire.RetryAfter;
import org.junit.jupiter.params.provider.Arguments;

/** When to ask again. */
class RetryAfterFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.texts(
        "120",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    String field = new String(octets, StandardCharsets.ISO_8859_1);
    RetryAfter.parse(field, Instant.EPOCH);
    RetryAfter.instant(field);
  }
}
