package org.bequest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.bequest.server.auth.BasicCredentials;
import org.junit.jupiter.params.provider.Arguments;

/** HTTP Basic. */
class BasicCredentialsFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.texts("Basic dXNlcjpwYXNz", "basic  OjpwYQ==", "Basic");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    BasicCredentials.parse(new String(octets, StandardCharsets.ISO_8859_1));
  }
}
