package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.pal.Pal;
import org.bequest.formats.pal.PalFormat;
import org.bequest.formats.pal.PalLimits;
import org.junit.jupiter.params.provider.Arguments;

/** Package lists in XML: no entity, no DTD, nothing fetched. */
class PalXmlFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.texts(
        PalSeeds.written(PalFormat.XML),
        "<!DOCTYPE pal [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><pal>&x;</pal>");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, document -> PalFormat.XML.read(document, PalLimits.USUAL))
        .filter(pal -> pal.faults().isEmpty())
        .ifPresent(PalXmlFuzzTest::isReadAgain);
  }

  /** What has no faults is written without one, and says the same. */
  private static void isReadAgain(Pal pal) {
    byte[] written = PalFormat.XML.write(pal);
    Pal again =
        Reading.of(written, document -> PalFormat.XML.read(document, PalLimits.USUAL))
            .orElseThrow();
    if (!again.equals(pal)) {
      throw new AssertionError(pal + " is read again as " + again);
    }
  }
}
