package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.path.AnchorControls;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.tamp.ApexContingencyKey;
import org.junit.jupiter.params.provider.Arguments;

/** Trust anchors in their three forms. */
class TrustAnchorChoiceFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors("rfc5914-ta-eca-policies");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.ofDer(octets, TrustAnchorChoice::decode, anchor -> anchor.encode().octets());
    Reading.of(octets, TrustAnchorChoice::decode).ifPresent(TrustAnchorChoiceFuzzTest::ask);
  }

  private static void ask(TrustAnchorChoice anchor) {
    anchor.publicKey();
    Reading.of(anchor, AnchorControls::of);
    Reading.of(anchor, ContentConstraints::in);
    Reading.of(anchor, ApexContingencyKey::of);
  }
}
