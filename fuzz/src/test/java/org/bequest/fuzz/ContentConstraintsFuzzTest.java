package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.constraint.ContentConstraints;
import org.junit.jupiter.params.provider.Arguments;

/** The extension of RFC 6010. */
class ContentConstraintsFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.extensions("rfc6010-ccc-constrained");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.ofDer(octets, ContentConstraints::decode, ContentConstraints::encode);
  }
}
