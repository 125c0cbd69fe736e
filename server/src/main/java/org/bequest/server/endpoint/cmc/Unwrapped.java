package org.bequest.server.endpoint.cmc;

import org.bequest.formats.cmc.PkiData;

/** What was under the layers of a message. */
sealed interface Unwrapped {
  /** A message whose protection is right. */
  record Opened(PkiData data, Protection protection) implements Unwrapped {}

  /**
   * No message, or one whose protection is wrong.
   *
   * @param data of it, as far as there is any: nothing of it is believed
   */
  record Broken(PartOutcome.Failed why, PkiData data) implements Unwrapped {}

  /**
   * The same of a message that has nothing but a status: it is not answered by CMC, so that two
   * servers do not go on for ever (RFC 5272 3.2.1.3.4).
   */
  record Unanswered(PartOutcome.Failed why) implements Unwrapped {}
}
