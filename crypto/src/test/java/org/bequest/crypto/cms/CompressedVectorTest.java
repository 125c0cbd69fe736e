package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bequest.conformance.Vectors;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.junit.jupiter.api.Test;

/** What another project compressed. */
class CompressedVectorTest {
  @Test
  void itsTextComesOut() throws Exception {
    Content message = Content.decode(Vectors.shared("cms-compressed-data"));
    CompressedContent compressed = CompressedContent.of(message);
    assertThat(compressed.algorithm()).isEqualTo(CompressedContent.ZLIB);
    assertThat(compressed.algorithm().getParameters()).isNull();
    assertThat(new MessageOpener(List.of(), List.of()).open(message))
        .isInstanceOfSatisfying(
            Unpacked.Whole.class,
            whole -> {
              assertThat(whole.leaf().is(CmsOids.DATA)).isTrue();
              assertThat(whole.leaf().octets())
                  .asString(StandardCharsets.US_ASCII)
                  .startsWith("Lorem ipsum dolor sit amet");
            });
  }
}
