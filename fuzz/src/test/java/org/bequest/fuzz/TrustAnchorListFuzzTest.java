package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.anchor.TrustAnchorList;
import org.bequest.formats.cms.Content;
import org.junit.jupiter.params.provider.Arguments;

/** Lists of trust anchors. */
class TrustAnchorListFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors("rfc5914-trust-anchor-list");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, encoded -> TrustAnchorList.of(Content.decode(encoded)))
        .ifPresent(TrustAnchorList::content);
  }
}
