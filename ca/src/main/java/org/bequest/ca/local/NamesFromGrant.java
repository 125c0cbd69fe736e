package org.bequest.ca.local;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Names of a first enrolment: those of the request as far as the grant allows each, or those of the
 * grant itself.
 *
 * <p>A requester without a grant who came with a certificate may have the names of that
 * certificate, and no others.
 */
record NamesFromGrant(Profile profile) implements Naming {
  @Override
  public Named decide(EnrollmentRequest request) {
    Requester requester = request.requester();
    SubjectNames requested = request.csr().csr().names();
    if (requester.names().isEmpty() && requester.certificate().isPresent()) {
      return ofCertificate(requested, requester);
    }
    GrantedNames granted = new GrantedNames(requester.names(), profile);
    Optional<X500Name> subject = subject(requested.subject(), granted);
    if (subject.isEmpty()) {
      return refused(
          "the request has no subject, and the grant does not name exactly one common name");
    }
    SubjectNames names = new SubjectNames(subject.get(), withoutRepetitions(requested));
    return granted
        .firstRefused(names)
        .<Named>map(NamesFromGrant::refused)
        .orElseGet(() -> new Named.As(names));
  }

  private static List<GeneralName> withoutRepetitions(SubjectNames requested) {
    return requested.alternatives().stream().distinct().toList();
  }

  /** A name with alternative names alone has an empty subject. */
  private Optional<X500Name> subject(X500Name requested, GrantedNames granted) {
    boolean own = profile.names().subject() == Profile.SubjectRule.GRANTED || requested.size() == 0;
    return own ? granted.ownSubject() : Optional.of(granted.encoded(requested));
  }

  private static Named ofCertificate(SubjectNames requested, Requester requester) {
    SubjectNames own = CertificateNames.of(requester.certificate().orElseThrow());
    boolean nothingRequested =
        requested.subject().size() == 0 && requested.alternatives().isEmpty();
    if (nothingRequested || requested.sameAs(own)) {
      return new Named.As(own);
    }
    SubjectNames withoutAlternatives = new SubjectNames(own.subject(), List.of());
    return requested.sameAs(withoutAlternatives)
        ? new Named.As(withoutAlternatives)
        : refused("the names are not those of the client certificate, and there is no grant");
  }

  private static Named refused(String detail) {
    return new Named.Refused(new Decision.Refused(Reason.BAD_NAMES, detail));
  }
}
