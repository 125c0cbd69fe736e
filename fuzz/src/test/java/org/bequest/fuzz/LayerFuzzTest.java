package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.Layer;
import org.junit.jupiter.params.provider.Arguments;

/** Every layer of CMS, and its encoding. */
class LayerFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors(
        "cms-certs-only",
        "cms-signed-ber",
        "cms-enveloped-kari",
        "cms-enveloped-ktri",
        "cms-compressed-data",
        "rfc5083-auth-enveloped-data-contentinfo",
        "rfc6032-encrypted-key-package-encrypted",
        "rfc7193-example-body",
        "rfc4108-firmware-signed");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.andWriting(octets, LayerFuzzTest::layer, layer -> layer.encode().encode());
  }

  private static Layer layer(byte[] octets) throws MalformedException {
    return Layer.of(Content.decode(octets)).orElseThrow(() -> new MalformedException("a leaf"));
  }
}
