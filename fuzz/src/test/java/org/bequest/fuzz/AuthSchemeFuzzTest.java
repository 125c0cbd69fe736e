package org.bequest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.bequest.formats.http.AuthScheme;
import org.junit.jupiter.params.provider.Arguments;

/** Credentials and challenges in header fields. */
class AuthSchemeFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.texts(
        "Basic dXNlcjpwYXNz",
        "Digest username=\"a\", realm=\"b \\\"c\", nonce=x, qop=auth, nc=00000001, cnonce=\"\"",
        "Bearer abc.def-_~+/==, Basic realm=\"x\"",
        "Digest username*=UTF-8''J%C3%A4s%C3%B8n");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(new String(octets, StandardCharsets.ISO_8859_1), AuthScheme::parse);
  }
}
