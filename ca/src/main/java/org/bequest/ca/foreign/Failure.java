package org.bequest.ca.foreign;

import java.util.Arrays;
import org.bequest.ca.Decision;
import org.bequest.formats.wire.Reason;

/** A refusal as it stands in the row of a request, to be told again. */
record Failure(Reason reason, String detail) {
  /** {@code BAD_NAMES: the authority does not certify this}. */
  String text() {
    return reason + ": " + detail;
  }

  static Failure parse(String text) {
    int colon = text.indexOf(": ");
    return Arrays.stream(Reason.values())
        .filter(r -> colon > 0 && r.name().equals(text.substring(0, colon)))
        .findFirst()
        .map(r -> new Failure(r, text.substring(colon + 2)))
        .orElseGet(() -> new Failure(Reason.FORBIDDEN, text));
  }

  Decision.Refused refusal() {
    return new Decision.Refused(reason, detail);
  }
}
