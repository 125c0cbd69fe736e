package org.bequest.server.endpoint;

import org.bequest.server.label.Label;

/** One operation of EST. */
public sealed interface Endpoint {
  /** Whether a label has it; the others answer 501. */
  default boolean isOffered(Label label) {
    return true;
  }

  /** For everybody: no credential is looked at (RFC 7030 4.1.2, 4.5, RFC 8295 4). */
  non-sealed interface Open extends Endpoint {
    Outcome serve(Label label);
  }

  /** For authenticated callers: the body arrives here only after they are known. */
  non-sealed interface Guarded extends Endpoint {
    Outcome serve(Call call);
  }

  /**
   * For senders whom the connection need not know: the message may prove by itself who sends it
   * (RFC 7030 4.3, RFC 5272 3.2, 6.2). The limits of the gate come before all the same.
   */
  non-sealed interface Proving extends Endpoint {
    /** Whether the connection has to say it too. */
    boolean needsCaller(Label label);

    Outcome serve(Letter letter);
  }
}
