package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.firmware.LoadError;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.LoadReceipt;
import org.bequest.formats.firmware.PackageName;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.params.provider.Arguments;

/** Load receipts and load errors. */
class LoadReportFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(
        LoadReceipt.of(MODULE, new PackageName.Legacy(Octets.of(new byte[] {5})))
            .trusting(Octets.of(new byte[20]))
            .encode()
            .octets(),
        LoadError.of(MODULE, LoadErrorCode.DECODE_FAILURE).encode().octets());
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.andWriting(octets, LoadReceipt::decode, receipt -> receipt.encode().octets());
    Reading.andWriting(octets, LoadError::decode, error -> error.encode().octets());
  }

  private static final HardwareModuleName MODULE =
      new HardwareModuleName(new ASN1ObjectIdentifier("1.2.3"), Octets.of(new byte[4]));
}
