package org.bequest.crypto.firmware;

/** What came of examining a signed package from outside. */
public sealed interface FirmwareExamination {
  record Passed(ExaminedFirmware firmware) implements FirmwareExamination {}

  record Refused(FirmwareRefusal why) implements FirmwareExamination {}
}
