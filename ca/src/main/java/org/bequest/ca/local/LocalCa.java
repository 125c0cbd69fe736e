package org.bequest.ca.local;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Explanation;
import org.bequest.ca.Judge;
import org.bequest.ca.RevocationAuthority;
import org.bequest.ca.demand.Demands;
import org.bequest.ca.profile.Profile;
import org.bequest.store.CertificateRow;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The built-in authority under one profile and one label's rules. {@link Admittance} says who may
 * ask, {@link Issuance} does the rest, with the key that issues now.
 */
public final class LocalCa implements CertificateAuthority, RevocationAuthority, Judge {
  private final IssuingAuthority authority;
  private final Profile profile;
  private final LabelRules rules;
  private final Demands demands;
  private final byte[] csrAttributes;
  private final RevocationChallenges challenges;
  private volatile Desk desk;

  /** What was made for these keys: made anew when the authority has others. */
  private record Desk(Generations keys, Issuance issuance, Admittance admittance) {}

  LocalCa(IssuingAuthority authority, Profile profile, LabelRules rules) {
    this.authority = authority;
    this.profile = profile;
    this.rules = rules;
    this.demands = Demands.of(profile, rules.demands());
    this.csrAttributes = demands.encode();
    this.challenges = RevocationChallenges.of(rules);
    this.desk = desk(authority.generations());
  }

  private Desk desk(Generations keys) {
    Issuance.Authority issuer = authority.issuance(keys);
    Renewals renewals =
        new Renewals(rules.renewal(), profile, issuer.certificates(), issuer.clock());
    Admittance admittance =
        new Admittance(profile, rules, demands, authority.ownCertificates(keys), renewals);
    return new Desk(keys, new Issuance(issuer, profile, challenges), admittance);
  }

  private Desk desk() {
    Desk present = desk;
    Generations keys = authority.generations();
    if (present.keys() != keys) {
      present = desk(keys);
      desk = present;
    }
    return present;
  }

  @Override
  public Decision enroll(EnrollmentRequest request) {
    Desk now = desk();
    return decide(now, now.admittance().enrolling(request));
  }

  @Override
  public Decision reenroll(EnrollmentRequest request) {
    Desk now = desk();
    return decide(now, now.admittance().reenrolling(request));
  }

  private Decision decide(Desk now, Ground ground) {
    return switch (ground) {
      case Ground.Refused(var why) -> why;
      case Ground.May may -> {
        Decision decision = now.issuance().issue(may);
        if (rules.renewal().revokesAtOnce() && decision instanceof Decision.Issued) {
          may.terms().succession().ifPresent(s -> authority.revokedByRenewal(s.issuer()));
        }
        yield decision;
      }
    };
  }

  @Override
  public Optional<Decision.Refused> judge(Purpose purpose, EnrollmentRequest request) {
    Desk now = desk();
    return switch (ground(now, purpose, request)) {
      case Ground.Refused(var why) -> Optional.of(why);
      case Ground.May may -> now.issuance().judge(may);
    };
  }

  @Override
  public Explanation explain(Purpose purpose, EnrollmentRequest request) {
    Desk now = desk();
    return switch (ground(now, purpose, request)) {
      case Ground.Refused(var why) ->
          new Explanation(List.of(new Explanation.Finding("requester", false, why.detail())), why);
      case Ground.May may ->
          new Explanation(new Findings(profile).of(may), now.issuance().judge(may).orElse(null));
    };
  }

  private static Ground ground(Desk now, Purpose purpose, EnrollmentRequest request) {
    return switch (purpose) {
      case ENROLL -> now.admittance().enrolling(request);
      case REENROLL -> now.admittance().reenrolling(request);
    };
  }

  @Override
  public List<X509CertificateHolder> caCertificates() {
    return authority.generations().certificates();
  }

  @Override
  public byte[] csrAttributes() {
    return Arrays.copyOf(csrAttributes, csrAttributes.length);
  }

  @Override
  public Optional<CertificateRow> revoke(BigInteger serial, int reason, String actor) {
    return authority.revoke(serial, reason, actor);
  }

  @Override
  public byte[] publishCrl() {
    return authority.publishCrl();
  }

  @Override
  public List<byte[]> crls() {
    return authority.crls();
  }
}
