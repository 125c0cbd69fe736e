package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.pkix.CsrAttributes;
import org.junit.jupiter.params.provider.Arguments;

/** What a server demands of requests. */
class CsrAttributesFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.vectors(
            "rfc8951-csrattrs",
            "rfc9908-csrattrs-example-1",
            "rfc9908-csrattrs-example-2",
            "rfc9908-csrattrs-example-3"),
        Seeds.resources(
            "formats",
            "rfc7030/a2-csrattrs.b64",
            "rfc9908/harkins01.csrattr.b64",
            "rfc9908/potato-example.csrattr.b64",
            "rfc9908/realistic-acp.csrattr.b64"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.andWriting(octets, CsrAttributes::decode, CsrAttributes::encode);
    Reading.of(octets, encoded -> CsrAttributes.decode(encoded).demands());
  }
}
