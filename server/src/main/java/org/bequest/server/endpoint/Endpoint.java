package org.bequest.server.endpoint;

import org.bequest.server.label.Label;

/** One operation of EST. */
public sealed interface Endpoint {
  /** For everybody: no credential is looked at (RFC 7030 4.1.2, 4.5, RFC 8295 4). */
  non-sealed interface Open extends Endpoint {
    Outcome serve(Label label);
  }

  /** For authenticated callers: the body arrives here only after they are known. */
  non-sealed interface Guarded extends Endpoint {
    Outcome serve(Call call);
  }
}
