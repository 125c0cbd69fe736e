package org.bequest.ca;

import java.util.Optional;

/**
 * The optional power to say what would become of a request if it were made now. Nothing is signed,
 * written or spent, and nothing is promised: the rules of the moment of issuing count.
 */
public interface Judge {
  /** Which of the two requests of RFC 7030 4.2. */
  enum Purpose {
    ENROLL,
    REENROLL
  }

  /** Why it would be refused; empty when it would be issued. */
  Optional<Decision.Refused> judge(Purpose purpose, EnrollmentRequest request);

  /** The same with what each rule says, by the rules that issuing follows. */
  default Explanation explain(Purpose purpose, EnrollmentRequest request) {
    return Explanation.of(judge(purpose, request));
  }
}
