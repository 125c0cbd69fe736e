package org.bequest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.bequest.formats.pal.Pal;
import org.bequest.formats.pal.PalFormat;
import org.bequest.formats.pal.PalLimits;
import org.junit.jupiter.params.provider.Arguments;

/** Package lists in JSON. */
class PalJsonFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.texts(
        PalSeeds.written(PalFormat.JSON),
        new String(Seeds.text("formats", "rfc8295/example.json"), StandardCharsets.UTF_8));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, document -> PalFormat.JSON.read(document, PalLimits.USUAL))
        .filter(pal -> pal.faults().isEmpty())
        .ifPresent(PalJsonFuzzTest::isReadAgain);
  }

  /** What has no faults is written without one, and says the same. */
  private static void isReadAgain(Pal pal) {
    byte[] written = PalFormat.JSON.write(pal);
    Pal again =
        Reading.of(written, document -> PalFormat.JSON.read(document, PalLimits.USUAL))
            .orElseThrow();
    if (!again.equals(pal)) {
      throw new AssertionError(pal + " is read again as " + again);
    }
  }
}
