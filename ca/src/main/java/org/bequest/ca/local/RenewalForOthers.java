package org.bequest.ca.local;

import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Role;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A re-enrolment that a registration authority passes on. The certificate of the connection is then
 * its own and not the one being renewed (RFC 7030 4.2.2), which only the registration authority has
 * seen: it vouches for the holder as it does at a first enrolment, within the same names. What has
 * the names of its own certificate is its own renewal.
 */
final class RenewalForOthers {
  private RenewalForOthers() {}

  static boolean isOne(EnrollmentRequest request) {
    SubjectNames requested = request.csr().csr().names();
    return request.requester().role() instanceof Role.Registrar
        && request.requester().certificate().filter(own -> sameNames(requested, own)).isEmpty();
  }

  private static boolean sameNames(SubjectNames requested, X509CertificateHolder own) {
    return requested.sameAs(CertificateNames.of(own));
  }
}
