package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.WrappedFirmwareKey;
import org.junit.jupiter.params.provider.Arguments;

/** Signed firmware packages: their attributes, and the key that is wrapped beside them. */
class FirmwarePackageFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors("rfc4108-firmware-signed");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, SignedContent::decode)
        .ifPresent(message -> message.signers().forEach(FirmwarePackageFuzzTest::ask));
  }

  private static void ask(SignerInfo signer) {
    Reading.of(signer.signedAttributes(), FirmwareAttributes::decode)
        .ifPresent(FirmwareAttributes::toAttributes);
    Reading.of(signer.unsignedAttributes(), WrappedFirmwareKey::of);
  }
}
