package org.bequest.crypto.firmware;

/** What came of opening a package. */
public sealed interface FirmwareOpening {
  record Opened(OpenedFirmware firmware) implements FirmwareOpening {}

  /** Nothing of the image is released. */
  record Refused(FirmwareRefusal why) implements FirmwareOpening {}
}
