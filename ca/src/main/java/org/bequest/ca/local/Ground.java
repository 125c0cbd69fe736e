package org.bequest.ca.local;

import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.formats.wire.Reason;

/** Whether somebody may ask at all, and then what decides about the rest. */
sealed interface Ground {
  record Refused(Decision.Refused why) implements Ground {}

  /**
   * @param request with the grant that counts
   */
  record May(EnrollmentRequest request, Naming naming, Terms terms) implements Ground {}

  static Ground refused(Reason reason, String detail) {
    return new Refused(new Decision.Refused(reason, detail));
  }
}
