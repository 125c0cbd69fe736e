package org.bequest.crypto.firmware;

import java.util.Optional;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.firmware.LoadReceipt;
import org.bequest.formats.hardware.HardwareModuleName;

/**
 * A package out of all its layers. To be closed when the image has been read.
 *
 * @param image the octets of the package themselves, which were read once from end to end
 * @param signed empty only where unsigned packages are taken
 * @param decryptKey that the package names, when it was encrypted
 */
public record OpenedFirmware(
    StreamedContent image,
    FirmwareShape shape,
    Optional<SignedFirmware> signed,
    Optional<Octets> decryptKey)
    implements AutoCloseable {
  /** Empty for a package without a name, for which there is no receipt. */
  public Optional<LoadReceipt> receipt(HardwareModuleName module) {
    return signed.map(
        s -> new LoadReceipt(module, s.identifier().name(), s.signer().anchorKeyId(), decryptKey));
  }

  /** Forgets the keys; the image cannot be read after that. */
  @Override
  public void close() {
    image.close();
  }
}
