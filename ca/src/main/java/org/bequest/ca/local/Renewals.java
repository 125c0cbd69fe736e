package org.bequest.ca.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bequest.store.CertificateStore.Succession;
import org.bequest.store.Lineage;

/**
 * The rules of renewal under one label and profile (RFC 7030 4.2.2). A line of renewals comes to an
 * end, and keys are changed on the way (security rule S-07).
 */
record Renewals(
    RenewalRules rules, Profile profile, CertificateStore certificates, InstantSource clock) {
  private static final int MOST_OF_A_KEY = 64;

  /** Whether certificates of this profile are renewed here. */
  boolean renews(String profileName) {
    return profileName.equals(profile.name()) || rules.profiles().contains(profileName);
  }

  /**
   * The certificate that is renewed when this one is presented: itself, or, when that is another
   * profile's, the one of the same names and this profile whose key asks, which cannot be used in
   * TLS (RFC 7030 3.3.2).
   */
  CertificateRow renewed(EnrollmentRequest request, CertificateRow presented) {
    if (presented.profile().equals(profile.name())) {
      return presented;
    }
    SubjectNames names = CertificateNames.of(presented);
    return ofKey(request).stream()
        .filter(row -> row.profile().equals(profile.name()) && row.revocation().isEmpty())
        .filter(row -> clock.instant().isBefore(row.notAfter()))
        .filter(row -> CertificateNames.of(row).sameAs(names))
        .findFirst()
        .orElse(presented);
  }

  /** Why this certificate is not renewed by this request now; empty when it is. */
  Optional<Decision.Refused> refusal(EnrollmentRequest request, CertificateRow renewed) {
    Instant now = clock.instant();
    Optional<Instant> opens = rules.window().map(renewed.notAfter()::minus);
    if (opens.filter(now::isBefore).isPresent()) {
      return refused(
          Reason.FORBIDDEN, "the certificate is not renewed before " + opens.orElseThrow());
    }
    return endOfLine(renewed)
        .filter(end -> !now.isBefore(end))
        .map(end -> line(end))
        .or(() -> badKey(request, renewed));
  }

  /** Why a certificate that comes from this one is not issued at all; empty when it is. */
  Optional<Decision.Refused> ended(CertificateRow earlier) {
    return endOfLine(earlier).filter(end -> !clock.instant().isBefore(end)).map(end -> line(end));
  }

  private static Decision.Refused line(Instant end) {
    return new Decision.Refused(
        Reason.FORBIDDEN, "the line of renewals ended at " + end + ": enrol anew");
  }

  private Optional<Decision.Refused> badKey(EnrollmentRequest request, CertificateRow renewed) {
    boolean same = Keys.same(request, renewed);
    if (same && !profile.keyReuse()) {
      return refused(
          Reason.KEY_REUSED, "profile " + profile.name() + " wants a new key at each renewal");
    }
    return switch (rules.keys()) {
      case RenewalRules.KeyRule.Any() -> Optional.empty();
      case RenewalRules.KeyRule.New() ->
          same
              ? refused(Reason.KEY_REUSED, "the label wants a new key at each renewal")
              : usedBefore(request, renewed);
      case RenewalRules.KeyRule.SameAtMost(int most) -> {
        int kept = renewed.lineage().map(Lineage::sameKey).orElse(0);
        if (!same) {
          yield usedBefore(request, renewed);
        }
        yield kept < most
            ? Optional.empty()
            : refused(
                Reason.KEY_REUSED,
                "the key was kept "
                    + kept
                    + " times, as often as the label allows: make a new one");
      }
    };
  }

  /**
   * A key is new when it was never certified, but for an earlier answer to this same renewal, which
   * was lost.
   */
  private Optional<Decision.Refused> usedBefore(EnrollmentRequest request, CertificateRow renewed) {
    boolean used =
        ofKey(request).stream()
            .anyMatch(
                row -> row.lineage().filter(l -> l.previous().equals(renewed.serial())).isEmpty());
    return used
        ? refused(Reason.KEY_REUSED, "the key was certified before: make a new one")
        : Optional.empty();
  }

  private List<CertificateRow> ofKey(EnrollmentRequest request) {
    return certificates.ofKey(Keys.spkiSha256(request), MOST_OF_A_KEY);
  }

  /** The terms of a certificate that comes from nothing. */
  Terms first() {
    Instant end = rules.maxLife().map(clock.instant()::plus).orElse(Instant.MAX);
    return new Terms(Optional.empty(), end, Optional.empty(), rules.maxLive());
  }

  /** The terms of a further certificate for the holder of this one, which stays as it is. */
  Terms beside(CertificateRow presented) {
    Lineage lineage = Lineage.after(presented, false);
    return new Terms(Optional.of(lineage), latestEnd(presented), Optional.empty(), rules.maxLive());
  }

  /** The terms of a renewal. */
  Terms after(EnrollmentRequest request, CertificateRow renewed) {
    Lineage lineage = Lineage.after(renewed, Keys.same(request, renewed));
    Optional<Succession> succession = rules.revokeAfter().map(d -> succession(request, renewed, d));
    return new Terms(Optional.of(lineage), latestEnd(renewed), succession, rules.maxLive());
  }

  private Succession succession(
      EnrollmentRequest request, CertificateRow renewed, Duration afterwards) {
    Instant now = clock.instant();
    AuditEntry audit =
        new AuditEntry(
            now,
            "certificate.revoke",
            request.requester().identity(),
            renewed.serial().toString(16),
            "ok",
            Map.of("issuer", renewed.issuer(), "reason", "4", "request", request.requestId()));
    return new Succession(renewed.issuer(), renewed.serial(), now.plus(afterwards), audit);
  }

  private Instant latestEnd(CertificateRow earlier) {
    return endOfLine(earlier).orElse(Instant.MAX);
  }

  private Optional<Instant> endOfLine(CertificateRow earlier) {
    return rules.maxLife().map(earlier.since()::plus);
  }

  private static Optional<Decision.Refused> refused(Reason reason, String detail) {
    return Optional.of(new Decision.Refused(reason, detail));
  }
}
