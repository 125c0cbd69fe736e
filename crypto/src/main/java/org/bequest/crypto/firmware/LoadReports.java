package org.bequest.crypto.firmware;

import java.time.Instant;
import java.util.Optional;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.formats.cms.Content;
import org.bequest.formats.firmware.LoadReport;

/** Receipts and errors on their way back (RFC 4108 sections 3 and 4). */
public final class LoadReports {
  private LoadReports() {}

  /** By whoever has no key to sign with. */
  public static Content bare(LoadReport report) {
    return report.encode();
  }

  /**
   * @param signer best named by its key identifier; with its certificate when it has stored it
   * @param time when there is a clock
   */
  public static Content signed(LoadReport report, MessageSigner signer, Optional<Instant> time) {
    SignedMessage message = SignedMessage.of(report.encode()).by(signer);
    time.ifPresent(message::signingTime);
    return message.sign();
  }
}
