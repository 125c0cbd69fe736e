package org.bequest.ca.local;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Names of a re-enrolment (RFC 7030 4.2.2): the request repeats those of the certificate, which
 * keeps its own encoding of them; ChangeSubjectName (RFC 6402 2.8) may ask for others.
 */
record NamesOfCertificate(SubjectNames own, Profile profile) implements Naming {
  private static final X500Name NOBODY = new X500Name(new RDN[0]);

  @Override
  public Named decide(EnrollmentRequest request) {
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
    if (wanted.subject().size() == 0 && wanted.alternatives().isEmpty()) {
      return refused("ChangeSubjectName leaves no name at all");
    }
    SubjectNames further = further(wanted);
    if (further.subject().size() == 0 && further.alternatives().isEmpty()) {
      return new Named.As(wanted);
    }
    Optional<String> refused =
        new GrantedNames(grant(request.requester()), profile).firstRefused(further);
    return refused.<Named>map(NamesOfCertificate::refused).orElseGet(() -> new Named.As(wanted));
  }

  /** A certificate that has come to its end may have its own names once more, and no others. */
  private static List<String> grant(Requester requester) {
    return requester.role() instanceof Role.Expired ? List.of() : requester.names();
  }

  /** What the certificate does not name already: only that needs a grant. */
  private SubjectNames further(SubjectNames wanted) {
    List<GeneralName> alternatives = wanted.alternatives().stream().filter(n -> !isOwn(n)).toList();
    return wanted.sameSubject(own)
        ? new SubjectNames(NOBODY, alternatives)
        : new SubjectNames(wanted.subject(), alternatives);
  }

  private boolean isOwn(GeneralName name) {
    SubjectNames alone = new SubjectNames(NOBODY, List.of(name));
    return own.alternatives().stream()
        .anyMatch(o -> alone.sameAlternatives(new SubjectNames(NOBODY, List.of(o))));
  }

  private static Named refused(String detail) {
    return new Named.Refused(
        new Decision.Refused(Reason.BAD_NAMES, detail + " (RFC 7030 section 4.2.2)"));
  }
}
