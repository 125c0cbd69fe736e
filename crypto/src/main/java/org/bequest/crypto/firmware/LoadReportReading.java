package org.bequest.crypto.firmware;

import org.bequest.formats.firmware.LoadReport;

/** What came of reading a receipt or an error from outside. */
public sealed interface LoadReportReading {
  /** Nobody has signed it: it is worth what the connection is worth. */
  record Bare(LoadReport report) implements LoadReportReading {}

  /** Its signature is good and leads to an anchor. */
  record Signed(LoadReport report, TrustedSigner signer, Naming naming)
      implements LoadReportReading {}

  record Refused(FirmwareRefusal why) implements LoadReportReading {}

  /** What the signer's certificate says of the module (RFC 4108 section 5). */
  enum Naming {
    /** It is the module's own. */
    SAME_MODULE,
    /** It is the certificate of another module. */
    OTHER_MODULE,
    /** It names no module, or there is no certificate. */
    NO_MODULE
  }
}
