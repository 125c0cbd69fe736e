package org.bequest.ca.local;

import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Names of a re-enrolment (RFC 7030 4.2.2): the request repeats those of the certificate, which
 * keeps its own encoding of them; ChangeSubjectName (RFC 6402 2.8) may ask for others.
 */
record NamesOfCertificate(X509CertificateHolder certificate, Profile profile) implements Naming {
  @Override
  public Named decide(EnrollmentRequest request) {
    SubjectNames own = CertificateNames.of(certificate);
    SubjectNames requested = request.csr().csr().names();
    if (!requested.sameSubject(own)) {
      return refused("the subject is not that of the certificate being renewed");
    }
    if (!requested.sameAlternatives(own)) {
      return refused("the alternative names are not those of the certificate being renewed");
    }
    return request
        .csr()
        .csr()
        .changeSubjectName()
        .map(wanted -> changed(wanted, request))
        .orElseGet(() -> new Named.As(own));
  }

  private Named changed(SubjectNames wanted, EnrollmentRequest request) {
    if (!profile.names().change()) {
      return refused("profile " + profile.name() + " does not let ChangeSubjectName change names");
    }
    Optional<String> refused =
        new GrantedNames(request.requester().names(), profile).firstRefused(wanted);
    return refused.<Named>map(NamesOfCertificate::refused).orElseGet(() -> new Named.As(wanted));
  }

  private static Named refused(String detail) {
    return new Named.Refused(
        new Decision.Refused(Reason.BAD_NAMES, detail + " (RFC 7030 section 4.2.2)"));
  }
}
