package org.bequest.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.firmware.FirmwareExaminer;
import org.bequest.crypto.firmware.FirmwareOpener;
import org.bequest.crypto.firmware.FirmwarePolicy;
import org.bequest.formats.cms.CmsLimits;
import org.junit.jupiter.params.provider.Arguments;

/** Firmware packages in every shape: opened, or refused with a code. */
class FirmwareOpenerFuzzTest {
  private static final FirmwareOpener OPENER =
      new FirmwareOpener(
          new FirmwareExaminer(
              KnownFirmware.trust(), CmsLimits.STANDARD.withInflated(1 << 16, 200)),
          List.of(KnownFirmware.key()),
          FirmwarePolicy.STRICT.withUnsigned().withNested().withUnboundKeys());

  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.of(KnownFirmware.packages()), Seeds.vectors("rfc4108-firmware-signed"));
  }

  @Fuzzed
  void isOpenedOrRefused(byte[] octets) throws IOException {
    OPENER.open(Source.of(octets));
  }
}
