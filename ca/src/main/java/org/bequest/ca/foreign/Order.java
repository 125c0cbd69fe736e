package org.bequest.ca.foreign;

import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Judge.Purpose;
import org.bequest.ca.local.Examination.Permit;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.EstOperation;

/**
 * A request that our own rules have let through, on its way to the authority that issues.
 *
 * @param permit what may be certified
 */
public record Order(
    EnrollmentRequest request, Purpose purpose, Profile profile, Permit permit, Attempt attempt) {
  /**
   * One time of asking for one request.
   *
   * @param ticket the same at each time
   * @param number from 1
   * @param csr DER of the request as it first came: what is asked again is the same octets
   */
  public record Attempt(String ticket, int number, byte[] csr) {}

  /** What the certificate is to name. */
  public SubjectNames names() {
    return permit.names();
  }

  /** The path segment of RFC 7030 3.2.2. */
  public String operation() {
    return operation(purpose);
  }

  static String operation(Purpose purpose) {
    return switch (purpose) {
      case ENROLL -> EstOperation.SIMPLE_ENROLL.path();
      case REENROLL -> EstOperation.SIMPLE_REENROLL.path();
    };
  }
}
