package org.bequest.crypto.firmware;

import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwarePackageIdentifier;
import org.bequest.formats.firmware.TargetHardwareIdentifiers;

/** What an authorised signer says of a package. */
public record SignedFirmware(
    FirmwarePackageIdentifier identifier,
    TargetHardwareIdentifiers targets,
    FirmwareAttributes attributes,
    TrustedSigner signer) {}
