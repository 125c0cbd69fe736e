package org.bequest.ca.local;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Names of a first enrolment: those of the request as far as the grant allows each, or those of the
 * grant itself.
 *
 * <p>A requester without a grant who came with a certificate of this authority may have the names
 * of that certificate, and no others. What another authority calls somebody is no name here.
 */
record NamesFromGrant(Profile profile) implements Naming {
  @Override
  public Named decide(EnrollmentRequest request) {
    Requester requester = request.requester();
    SubjectNames present = request.csr().csr().names();
    Optional<SubjectNames> wanted = request.csr().csr().changeSubjectName();
    if (wanted.isPresent() && namesAnother(present, requester)) {
      return refused(
          "a request that changes names has those of the certificate that it comes with (RFC 6402"
              + " section 2.8)");
    }
    SubjectNames requested = wanted.orElse(present);
    if (mayHaveItsOwn(requester)) {
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

  /** Only the own certificate verifies a request: that of a registration authority does not. */
  private static boolean namesAnother(SubjectNames present, Requester requester) {
    return !(requester.role() instanceof Role.Registrar)
        && requester
            .certificate()
            .filter(c -> !present.sameSubject(CertificateNames.of(c)))
            .isPresent();
  }

  private static boolean mayHaveItsOwn(Requester requester) {
    return switch (requester.role()) {
      case Role.Itself _ -> requester.names().isEmpty() && requester.certificate().isPresent();
      case Role.Expired _ -> true;
      case Role.Foreign _, Role.Registrar _ -> false;
    };
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
        : refused(
            "the names are not those of the client certificate, and there is no grant"
                + hint(requester.certificate().orElseThrow()));
  }

  /** For the holder of id-kp-cmcRA who wonders why it does not help. */
  private static String hint(X509CertificateHolder certificate) {
    ExtendedKeyUsage usage =
        certificate.hasExtensions()
            ? ExtendedKeyUsage.fromExtensions(certificate.getExtensions())
            : null;
    return usage != null && usage.hasKeyPurposeId(KeyPurposeId.getInstance(EstOids.CMC_RA))
        ? "; id-kp-cmcRA counts for registration authorities that are listed for the label"
        : "";
  }

  private static Named refused(String detail) {
    return new Named.Refused(new Decision.Refused(Reason.BAD_NAMES, detail));
  }
}
