package org.bequest.ca.local;

import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.formats.pkix.SubjectNames;

/** Decides what a certificate will name. */
sealed interface Naming permits NamesFromGrant, NamesOfCertificate {
  Named decide(EnrollmentRequest request);

  /** The names, or why there are none. */
  sealed interface Named {
    record As(SubjectNames names) implements Named {}

    record Refused(Decision.Refused refusal) implements Named {}
  }
}
