package org.bequest.server.endpoint;

import org.bequest.ca.Decision;
import org.bequest.formats.wire.Reason;
import org.bequest.server.http.HttpAnswer;

/** What an endpoint came to. */
public sealed interface Outcome {
  /** Something that needs no decision: sent as it is. */
  record Content(HttpAnswer answer) implements Outcome {}

  /**
   * @param last the channel binding was used up by it: the connection ends with the answer (RFC
   *     9266 4.1)
   */
  record Decided(Decision decision, boolean last) implements Outcome {}

  /**
   * An answer that its endpoint has written, with what the log says of it.
   *
   * @param caller whom the message itself proved; empty when the connection said all
   * @param reason name of the Reason of a refusal, else empty
   * @param detail why it was refused, else empty
   * @param serial of the certificate in it in lower-case hex, else empty
   */
  record Told(HttpAnswer answer, String caller, String reason, String detail, String serial)
      implements Outcome {}

  static Outcome refused(Reason reason, String detail) {
    return new Decided(new Decision.Refused(reason, detail), false);
  }
}
