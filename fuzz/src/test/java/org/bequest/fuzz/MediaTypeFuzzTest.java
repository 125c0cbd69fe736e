package org.bequest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.wire.MediaType;
import org.junit.jupiter.params.provider.Arguments;

/** Content-Type and Accept. */
class MediaTypeFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.texts(
        "application/pkcs7-mime; smime-type=certs-only",
        "multipart/mixed; boundary=\"a b\"",
        "application/cms; encapsulatingContent=\"signedData, envelopedData\";"
            + " innerContent=aKeyPackage");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(new String(octets, StandardCharsets.ISO_8859_1), MediaType::parse)
        .ifPresent(MediaTypeFuzzTest::isReadAgain);
  }

  private static void isReadAgain(MediaType type) {
    MediaType again = Reading.of(type.toString(), MediaType::parse).orElseThrow();
    if (!again.equals(type)) {
      throw new AssertionError(type + " is read again as " + again);
    }
    CmsMediaType.decode(type);
  }
}
