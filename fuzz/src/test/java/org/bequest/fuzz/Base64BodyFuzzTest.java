package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies in base64, PEM or neither. */
class Base64BodyFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(
        Seeds.text("formats", "rfc7030/a3-request.b64"),
        Seeds.text("formats", "rfc7030/a2-csrattrs.b64"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    for (BodyContent content : BodyContent.values()) {
      Reading.of(octets, body -> Base64Body.decode(body, content));
    }
  }
}
