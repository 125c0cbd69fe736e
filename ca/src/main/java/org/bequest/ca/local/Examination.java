package org.bequest.ca.local;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Issuer;
import org.bequest.ca.Judge.Purpose;
import org.bequest.ca.Requester;
import org.bequest.ca.demand.Demands;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.check.KeyCheck;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.store.CertificateStore;
import org.bequest.store.Lineage;

/**
 * Everything that is asked of a request before a certificate is made, whoever makes it (security
 * rule S-02): who asks, for which key, under which names, with which extensions.
 */
public final class Examination {
  private final Profile profile;
  private final LabelRules rules;
  private final CertificateStore certificates;
  private final InstantSource clock;
  private final Supplier<List<Issuer>> issuers;
  private final KeyRules keyRules;
  private final KeyOwner keyOwner;

  /** Under which label's rules it is asked, and what is known. */
  public record Basis(
      Profile profile, LabelRules rules, CertificateStore certificates, InstantSource clock) {}

  /**
   * @param issuers whose certificates are renewed; they may change
   */
  public Examination(Basis basis, Supplier<List<Issuer>> issuers) {
    this.profile = basis.profile();
    this.rules = basis.rules();
    this.certificates = basis.certificates();
    this.clock = basis.clock();
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
    Ground ground =
        switch (purpose) {
          case ENROLL -> admittance().enrolling(request);
          case REENROLL -> admittance().reenrolling(request);
        };
    return switch (ground) {
      case Ground.Refused(var why) -> new Result.Refused(why);
      case Ground.May may -> examine(may);
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

  private Admittance admittance() {
    return new Admittance(
        profile,
        rules,
        Demands.of(profile, rules.demands()),
        new OwnCertificates(issuers.get(), certificates, clock),
        new Renewals(rules.renewal(), profile, certificates, clock));
  }

  private Result examine(Ground.May may) {
    EnrollmentRequest request = may.request();
    Optional<Decision.Refused> badKey = keyRules.check(request.csr().csr().subjectPublicKeyInfo());
    if (badKey.isPresent()) {
      return new Result.Refused(badKey.get());
    }
    return switch (may.naming().decide(request)) {
      case Naming.Named.Refused(var refusal) -> new Result.Refused(refusal);
      case Naming.Named.As(var names) ->
          examine(request, new Result.Passed(names, may.terms().lineage()));
    };
  }

  private Result examine(EnrollmentRequest request, Result.Passed passed) {
    Optional<Decision.Refused> bad =
        keyOwner.check(Keys.spkiSha256(request), passed.names(), request.requester());
    if (bad.isPresent()) {
      return new Result.Refused(bad.get());
    }
    return switch (RequestedExtensions.of(request.csr().csr(), profile)) {
      case RequestedExtensions.Refused(var refusal) -> new Result.Refused(refusal);
      case RequestedExtensions.Settled _ -> passed;
    };
  }
}
