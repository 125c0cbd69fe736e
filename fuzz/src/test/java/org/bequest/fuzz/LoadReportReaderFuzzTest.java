package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.firmware.LoadReportReader;
import org.bequest.formats.cms.CmsLimits;
import org.junit.jupiter.params.provider.Arguments;

/** Reports of modules about firmware, signed or not. */
class LoadReportReaderFuzzTest {
  private static final LoadReportReader READER =
      new LoadReportReader(KnownFirmware.trust(), CmsLimits.STANDARD);

  static Stream<Arguments> seeds() {
    return Seeds.of(KnownFirmware.receipts());
  }

  @Fuzzed
  void isReadOrRefused(byte[] octets) {
    READER.read(octets);
  }
}
