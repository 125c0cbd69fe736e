package org.bequest.ca.local;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Issuer;
import org.bequest.ca.Judge.Purpose;
import org.bequest.ca.Requester;
import org.bequest.ca.der.Der;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.check.KeyCheck;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bequest.store.Lineage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Everything that is asked of a request before a certificate is made, whoever makes it (security
 * rule S-02): who asks, for which key, under which names, with which extensions.
 */
public final class Examination {
  private final Profile profile;
  private final CertificateStore certificates;
  private final InstantSource clock;
  private final Supplier<List<Issuer>> issuers;
  private final KeyRules keyRules;
  private final KeyOwner keyOwner;

  /**
   * @param issuers whose certificates are renewed; they may change
   */
  public Examination(
      Profile profile,
      CertificateStore certificates,
      InstantSource clock,
      Supplier<List<Issuer>> issuers) {
    this.profile = profile;
    this.certificates = certificates;
    this.clock = clock;
    this.issuers = issuers;
    this.keyRules = new KeyRules(profile, new KeyCheck(KeyCheck.Policy.STRICT));
    this.keyOwner = new KeyOwner(certificates);
  }

  /** What may be certified, or why nothing may. */
  public sealed interface Result {
    /**
     * @param lineage of a renewal
     */
    record Passed(SubjectNames names, Optional<Lineage> lineage) implements Result {}

    record Refused(Decision.Refused refusal) implements Result {}
  }

  public Result examine(Purpose purpose, EnrollmentRequest request) {
    return switch (purpose) {
      case ENROLL -> enrolling(request);
      case REENROLL -> renewing(request);
    };
  }

  /**
   * One clause about the first name of a certificate that was neither ordered nor is within the
   * grant; empty when there is none.
   */
  public Optional<String> beyond(
      SubjectNames certified, SubjectNames ordered, Requester requester) {
    if (!requester.names().isEmpty()) {
      return new GrantedNames(requester.names(), profile).firstRefused(certified);
    }
    return certified.sameSubject(ordered)
            && ordered.alternatives().containsAll(certified.alternatives())
        ? Optional.empty()
        : Optional.of("its names are not those that were ordered");
  }

  private OwnCertificates ownCertificates() {
    return new OwnCertificates(issuers.get(), certificates, clock);
  }

  private Result enrolling(EnrollmentRequest request) {
    Requester requester = request.requester();
    if (profile.privileged() && requester.certificate().isEmpty()) {
      return refused(Reason.FORBIDDEN, "a password gets no certificate of this profile");
    }
    return ownCertificates()
        .refusal(requester)
        .<Result>map(Result.Refused::new)
        .orElseGet(() -> examine(request, new NamesFromGrant(profile), Optional.empty()));
  }

  private Result renewing(EnrollmentRequest request) {
    Optional<X509CertificateHolder> certificate = request.requester().certificate();
    if (certificate.isEmpty()) {
      return refused(
          Reason.FORBIDDEN,
          "re-enrolment needs the certificate being renewed as TLS client certificate (RFC 7030"
              + " section 4.2.2)");
    }
    return switch (ownCertificates().of(certificate.get(), request.requester().role())) {
      case OwnCertificates.Standing.Bad bad -> new Result.Refused(bad.refusal());
      case OwnCertificates.Standing.Foreign _ ->
          refused(Reason.FORBIDDEN, "the certificate being renewed was not issued here");
      case OwnCertificates.Standing.Good good -> renewing(request, good.row(), certificate.get());
    };
  }

  private Result renewing(
      EnrollmentRequest request, CertificateRow row, X509CertificateHolder certificate) {
    if (!row.profile().equals(profile.name())) {
      return refused(
          Reason.FORBIDDEN,
          "the certificate is of profile " + row.profile() + ", not " + profile.name());
    }
    boolean sameKey = key(request).equals(certificate.getSubjectPublicKeyInfo());
    if (!profile.keyReuse() && sameKey) {
      return refused(
          Reason.BAD_KEY, "profile " + profile.name() + " wants a new key at each renewal");
    }
    return examine(
        request,
        new NamesOfCertificate(certificate, profile),
        Optional.of(Lineage.after(row, sameKey)));
  }

  private Result examine(EnrollmentRequest request, Naming naming, Optional<Lineage> lineage) {
    Optional<Decision.Refused> badKey = keyRules.check(key(request));
    if (badKey.isPresent()) {
      return new Result.Refused(badKey.get());
    }
    return switch (naming.decide(request)) {
      case Naming.Named.Refused(var refusal) -> new Result.Refused(refusal);
      case Naming.Named.As(var names) -> examine(request, new Result.Passed(names, lineage));
    };
  }

  private Result examine(EnrollmentRequest request, Result.Passed passed) {
    Optional<Decision.Refused> foreign =
        keyOwner.check(sha256(key(request)), passed.names(), request.requester());
    if (foreign.isPresent()) {
      return new Result.Refused(foreign.get());
    }
    return switch (RequestedExtensions.of(request.csr().csr(), profile)) {
      case RequestedExtensions.Refused(var refusal) -> new Result.Refused(refusal);
      case RequestedExtensions.Settled _ -> passed;
    };
  }

  private static SubjectPublicKeyInfo key(EnrollmentRequest request) {
    return request.csr().csr().subjectPublicKeyInfo();
  }

  private static Result refused(Reason reason, String detail) {
    return new Result.Refused(new Decision.Refused(reason, detail));
  }

  private static byte[] sha256(SubjectPublicKeyInfo key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Der.encode(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
