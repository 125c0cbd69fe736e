package org.bequest.server.label;

import java.time.Duration;
import java.util.Optional;

/**
 * What a label says to the controls of CMC messages.
 *
 * @param confirm within which time a certificate is revoked again that its holder has not
 *     confirmed; empty when none has to be
 * @param anchors when answers tell which trust anchors a client shall have
 * @param registrarPossession whether a registration authority may say that it has verified
 *     possession of a key (RFC 5272 6.8)
 * @param responseInfo answers every regInfo; empty for none
 * @param cnsa whether messages must follow RFC 8756
 */
public record ControlRules(
    Optional<Duration> confirm,
    AnchorPublication anchors,
    boolean registrarPossession,
    String responseInfo,
    boolean cnsa) {
  public static final ControlRules DEFAULT =
      new ControlRules(Optional.empty(), AnchorPublication.NEVER, true, "", false);

  /** RFC 5272 6.15. */
  public enum AnchorPublication {
    NEVER,
    /** While the authority has more than one root. */
    ROLL_OVER,
    ALWAYS
  }
}
