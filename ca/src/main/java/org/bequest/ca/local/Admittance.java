package org.bequest.ca.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.ca.demand.Demands;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whether a request is heard under one label: whose certificate it came with, whether it holds what
 * /csrattrs demands, and what the rules of renewal say. A certificate is renewed by the same rules
 * whichever operation is asked (security rules S-02, S-07).
 */
record Admittance(
    Profile profile,
    LabelRules rules,
    Demands demands,
    OwnCertificates ownCertificates,
    Renewals renewals) {
  /** RFC 7030 4.2.1. */
  Ground enrolling(EnrollmentRequest request) {
    Requester requester = request.requester();
    Optional<Ground> unprivileged = unprivileged(requester);
    if (unprivileged.isPresent()) {
      return unprivileged.get();
    }
    if (requester.certificate().isEmpty()) {
      return fresh(request);
    }
    return switch (ownCertificates.of(requester.certificate().get(), requester.role())) {
      case OwnCertificates.Standing.Bad(var refusal) -> new Ground.Refused(refusal);
      case OwnCertificates.Standing.Foreign() -> fresh(request);
      case OwnCertificates.Standing.Good(CertificateRow row) ->
          requester.role() instanceof Role.Registrar ? fresh(request) : holding(request, row);
    };
  }

  /** Power over others is for the holders of our own certificates (security rule S-19). */
  private Optional<Ground> unprivileged(Requester requester) {
    if (!profile.privileged()) {
      return Optional.empty();
    }
    if (requester.certificate().isEmpty()) {
      return Optional.of(
          Ground.refused(Reason.FORBIDDEN, "a password gets no certificate of this profile"));
    }
    return switch (requester.role()) {
      case Role.Itself _, Role.Expired _ -> Optional.empty();
      case Role.Foreign _, Role.Registrar _ ->
          Optional.of(
              Ground.refused(
                  Reason.FORBIDDEN,
                  "a certificate of this profile is only for the holder of one of this authority,"
                      + " for itself"));
    };
  }

  private Ground fresh(EnrollmentRequest request) {
    return demands
        .check(request.csr().foreseen().csr(), true)
        .<Ground>map(Ground.Refused::new)
        .orElseGet(
            () -> new Ground.May(granted(request), new NamesFromGrant(profile), renewals.first()));
  }

  /** Who is told to ask for a name may have it. */
  private EnrollmentRequest granted(EnrollmentRequest request) {
    Requester requester = request.requester();
    List<String> dictated = rules.demands().granted();
    boolean ofItsCertificate = requester.names().isEmpty() && requester.certificate().isPresent();
    if (dictated.isEmpty() || ofItsCertificate) {
      return request;
    }
    List<String> names = new ArrayList<>(requester.names());
    names.addAll(dictated);
    return request.with(requester.withNames(names));
  }

  /** simpleenroll under a certificate of this authority: a renewal when it repeats the names. */
  private Ground holding(EnrollmentRequest request, CertificateRow row) {
    if (renewals.renews(row.profile()) && repeatsNames(request, row)) {
      return rules.renewal().enroll() || request.csr().wanted().isPresent()
          ? renewing(request, row, new NamesFromGrant(profile))
          : Ground.refused(
              Reason.FORBIDDEN, "a certificate is renewed by simplereenroll here (RFC 7030 4.2.2)");
    }
    return renewals
        .ended(row)
        .or(() -> demands.check(request.csr().foreseen().csr(), true))
        .<Ground>map(Ground.Refused::new)
        .orElseGet(() ->
            new Ground.May(granted(request), new NamesFromGrant(profile), renewals.beside(row)));
  }

  private static boolean repeatsNames(EnrollmentRequest request, CertificateRow row) {
    SubjectNames requested = request.csr().asked().names();
    SubjectNames own = CertificateNames.of(row);
    return requested.subject().size() == 0
        ? requested.alternatives().isEmpty() || requested.sameAs(own)
        : requested.sameSubject(own);
  }

  /** RFC 7030 4.2.2. */
  Ground reenrolling(EnrollmentRequest request) {
    if (RenewalForOthers.isOne(request)) {
      return enrolling(request);
    }
    Optional<X509CertificateHolder> certificate = request.requester().certificate();
    if (certificate.isEmpty()) {
      return Ground.refused(
          Reason.FORBIDDEN,
          "re-enrolment needs the certificate being renewed as TLS client certificate (RFC 7030"
              + " section 4.2.2)");
    }
    return switch (ownCertificates.of(certificate.get(), request.requester().role())) {
      case OwnCertificates.Standing.Bad(var refusal) -> new Ground.Refused(refusal);
      case OwnCertificates.Standing.Foreign() ->
          Ground.refused(Reason.FORBIDDEN, "the certificate being renewed was not issued here");
      case OwnCertificates.Standing.Good(CertificateRow row) -> reenrolling(request, row);
    };
  }

  private Ground reenrolling(EnrollmentRequest request, CertificateRow row) {
    if (renewals.renews(row.profile())) {
      return renewing(request, row, new NamesOfCertificate(CertificateNames.of(row), profile));
    }
    return request.csr().wanted().isPresent()
        ? holding(request, row)
        : Ground.refused(
            Reason.FORBIDDEN,
            "the certificate is of profile " + row.profile() + ", not " + profile.name());
  }

  private Ground renewing(EnrollmentRequest request, CertificateRow presented, Naming naming) {
    CertificateRow renewed = renewals.renewed(request, presented);
    Optional<Decision.Refused> refusal =
        renewals
            .refusal(request, renewed)
            .or(() -> demands.check(request.csr().foreseen().csr(), false));
    return refusal
        .<Ground>map(Ground.Refused::new)
        .orElseGet(() -> new Ground.May(request, naming, renewals.after(request, renewed)));
  }
}
