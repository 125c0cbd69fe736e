package org.bequest.ca.local;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Judge;
import org.bequest.ca.Requester;
import org.bequest.ca.RevocationAuthority;
import org.bequest.ca.Role;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The built-in authority under one profile. It says who may ask; {@link Issuance} does the rest,
 * with the key that issues now.
 */
public final class LocalCa implements CertificateAuthority, RevocationAuthority, Judge {
  private final IssuingAuthority authority;
  private final Profile profile;
  private final byte[] csrAttributes;
  private volatile Desk desk;

  /** What was made for these keys: made anew when the authority has others. */
  private record Desk(Generations keys, Issuance issuance, OwnCertificates ownCertificates) {}

  LocalCa(IssuingAuthority authority, Profile profile, LabelRules rules) {
    this.authority = authority;
    this.profile = profile;
    this.csrAttributes = ProfileDemands.encode(profile, rules.demands());
    this.desk = desk(authority.generations());
  }

  private Desk desk(Generations keys) {
    return new Desk(
        keys, new Issuance(authority.issuance(keys), profile), authority.ownCertificates(keys));
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

  /** Whether somebody may ask at all, and then what decides about the names. */
  private sealed interface Ground {
    record Refused(Decision.Refused why) implements Ground {}

    record May(Naming naming) implements Ground {}
  }

  @Override
  public Decision enroll(EnrollmentRequest request) {
    return decide(request, enrolling(request));
  }

  @Override
  public Decision reenroll(EnrollmentRequest request) {
    return decide(request, renewing(request));
  }

  private Decision decide(EnrollmentRequest request, Ground ground) {
    return switch (ground) {
      case Ground.Refused(var why) -> why;
      case Ground.May(Naming naming) -> desk().issuance().issue(request, naming);
    };
  }

  @Override
  public Optional<Decision.Refused> judge(Purpose purpose, EnrollmentRequest request) {
    Ground ground =
        switch (purpose) {
          case ENROLL -> enrolling(request);
          case REENROLL -> renewing(request);
        };
    return switch (ground) {
      case Ground.Refused(var why) -> Optional.of(why);
      case Ground.May(Naming naming) -> desk().issuance().judge(request, naming);
    };
  }

  private Ground enrolling(EnrollmentRequest request) {
    Requester requester = request.requester();
    Optional<Ground> unprivileged = unprivileged(requester);
    if (unprivileged.isPresent()) {
      return unprivileged.get();
    }
    return desk()
        .ownCertificates()
        .refusal(requester)
        .<Ground>map(Ground.Refused::new)
        .orElseGet(() -> new Ground.May(new NamesFromGrant(profile)));
  }

  /** Power over others is for the holders of our own certificates (security rule S-19). */
  private Optional<Ground> unprivileged(Requester requester) {
    if (!profile.privileged()) {
      return Optional.empty();
    }
    if (requester.certificate().isEmpty()) {
      return Optional.of(
          refused(Reason.FORBIDDEN, "a password gets no certificate of this profile"));
    }
    return switch (requester.role()) {
      case Role.Itself _, Role.Expired _ -> Optional.empty();
      case Role.Foreign _, Role.Registrar _ ->
          Optional.of(
              refused(
                  Reason.FORBIDDEN,
                  "a certificate of this profile is only for the holder of one of this authority,"
                      + " for itself"));
    };
  }

  private Ground renewing(EnrollmentRequest request) {
    if (RenewalForOthers.isOne(request)) {
      return enrolling(request);
    }
    Optional<X509CertificateHolder> certificate = request.requester().certificate();
    if (certificate.isEmpty()) {
      return refused(
          Reason.FORBIDDEN,
          "re-enrolment needs the certificate being renewed as TLS client certificate (RFC 7030"
              + " section 4.2.2)");
    }
    return switch (desk().ownCertificates().of(certificate.get(), request.requester().role())) {
      case OwnCertificates.Standing.Bad bad -> new Ground.Refused(bad.refusal());
      case OwnCertificates.Standing.Foreign _ ->
          refused(Reason.FORBIDDEN, "the certificate being renewed was not issued here");
      case OwnCertificates.Standing.Good good -> renewing(request, good.row(), certificate.get());
    };
  }

  private Ground renewing(
      EnrollmentRequest request, CertificateRow row, X509CertificateHolder certificate) {
    if (!row.profile().equals(profile.name())) {
      return refused(
          Reason.FORBIDDEN,
          "the certificate is of profile " + row.profile() + ", not " + profile.name());
    }
    if (!profile.keyReuse() && sameKey(request, certificate)) {
      return refused(
          Reason.BAD_KEY, "profile " + profile.name() + " wants a new key at each renewal");
    }
    return new Ground.May(new NamesOfCertificate(certificate, profile));
  }

  private static boolean sameKey(EnrollmentRequest request, X509CertificateHolder certificate) {
    return request.csr().csr().subjectPublicKeyInfo().equals(certificate.getSubjectPublicKeyInfo());
  }

  private static Ground refused(Reason reason, String detail) {
    return new Ground.Refused(new Decision.Refused(reason, detail));
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
