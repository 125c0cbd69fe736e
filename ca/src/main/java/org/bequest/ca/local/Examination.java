package org.bequest.ca.local;

import java.time.Instant;
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
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.store.CertificateStore;
import org.bequest.store.CertificateStore.Consequences;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.Lineage;

/**
 * What the built-in authority asks of a request before it makes a certificate, for authorities that
 * have it made elsewhere (security rule S-02): who asks, by which rules of renewal, for which key,
 * under which names, with which extensions.
 */
public final class Examination {
  private final Profile profile;
  private final LabelRules rules;
  private final Demands demands;
  private final Memory memory;
  private final Settlement settlement;
  private final RevocationChallenges challenges;

  /**
   * What an examination looks at besides the request.
   *
   * @param issuers whose certificates are renewed; they may change
   */
  public record Memory(
      CertificateStore certificates, InstantSource clock, Supplier<List<Issuer>> issuers) {}

  public Examination(Profile profile, LabelRules rules, Memory memory) {
    this.profile = profile;
    this.rules = rules;
    this.memory = memory;
    this.demands = Demands.of(profile, rules.demands());
    this.settlement = Settlement.of(profile, memory.certificates());
    this.challenges = RevocationChallenges.of(rules);
  }

  /** What may be certified, or why nothing may. */
  public sealed interface Result {
    record Passed(Permit permit) implements Result {}

    record Refused(Decision.Refused refusal) implements Result {}
  }

  /** A request that may be certified. */
  public static final class Permit {
    private final Ordered ordered;
    private final RevocationChallenges challenges;

    private Permit(Ordered ordered, RevocationChallenges challenges) {
      this.ordered = ordered;
      this.challenges = challenges;
    }

    /** What the certificate is to name. */
    public SubjectNames names() {
      return ordered.names();
    }

    /** With the grant that counts. */
    public Requester requester() {
      return ordered.request().requester();
    }

    public Optional<Lineage> lineage() {
      return ordered.terms().lineage();
    }

    /** Which the certificate does not outlive. */
    public Instant latestEnd() {
      return ordered.terms().latestEnd();
    }

    /** What is committed with the certificate. */
    public Consequences consequences(Payment payment) {
      return ordered.consequences(payment, challenges);
    }
  }

  public Result examine(Purpose purpose, EnrollmentRequest request) {
    Ground ground =
        switch (purpose) {
          case ENROLL -> admittance().enrolling(request);
          case REENROLL -> admittance().reenrolling(request);
        };
    return switch (ground) {
      case Ground.Refused(var why) -> new Result.Refused(why);
      case Ground.May may ->
          switch (settlement.settle(may)) {
            case Settlement.Result.Refused(var refusal) -> new Result.Refused(refusal);
            case Settlement.Result.As(Ordered order) ->
                new Result.Passed(new Permit(order, challenges));
          };
    };
  }

  private Admittance admittance() {
    var own = new OwnCertificates(memory.issuers().get(), memory.certificates(), memory.clock());
    var renewals = new Renewals(rules.renewal(), profile, memory.certificates(), memory.clock());
    return new Admittance(profile, rules, demands, own, renewals);
  }

  /**
   * One clause about the first name of a certificate that was neither ordered nor is within the
   * grant; empty when there is none.
   */
  public Optional<String> beyond(SubjectNames certified, Permit permit) {
    if (!permit.requester().names().isEmpty()) {
      return new GrantedNames(permit.requester().names(), profile).firstRefused(certified);
    }
    SubjectNames ordered = permit.names();
    return certified.sameSubject(ordered)
            && ordered.alternatives().containsAll(certified.alternatives())
        ? Optional.empty()
        : Optional.of("its names are not those that were ordered");
  }
}
