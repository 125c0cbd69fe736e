package org.bequest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.bequest.formats.wire.Target;
import org.junit.jupiter.params.provider.Arguments;

/** Paths of requests. */
class TargetFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.texts(
        "/.well-known/est/simpleenroll",
        "/.well-known/est/a%20b/cacerts",
        "/.well-known/est/x/csrattrs/y");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    String path = new String(octets, StandardCharsets.ISO_8859_1);
    Target.parse(path);
    Target.parse(path, "/.well-known/est");
    Target.faultOfLabel(path);
  }
}
