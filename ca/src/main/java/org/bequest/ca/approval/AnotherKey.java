package org.bequest.ca.approval;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.RevocationAuthority;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bequest.store.CertificateStore.Revocation;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore;
import org.bequest.store.RequestStore.Changed;
import org.bouncycastle.asn1.x509.CRLReason;

/**
 * The answer to an approved request whose answer was lost, when the key in it was made here: it is
 * not kept, so another one is made and certified, and the certificate of the lost one is revoked.
 * There is one live certificate of one approval.
 */
record AnotherKey(
    RequestStore requests,
    CertificateStore certificates,
    CertificateAuthority authority,
    InstantSource clock) {
  /** What is asked again, and how it is issued. */
  record Repeat(EnrollmentRequest request, Function<EnrollmentRequest, Decision> issue) {}

  Decision answer(RequestRow row, RequestState.Issued issued, Repeat repeat) {
    CertificateRow lost =
        certificates
            .find(issued.issuer(), issued.serial())
            .orElseThrow(() -> new IllegalStateException("an issued certificate has no row"));
    Optional<Decision> over = over(row, issued, lost);
    if (over.isPresent()) {
      return over.get();
    }
    RequestRow approved =
        row.become(new RequestState.Approved(issued.ruling().orElseThrow()), clock.instant());
    return requests.change(approved, audit(row, repeat.request())) == Changed.CHANGED
        ? replaced(approved, lost, repeat)
        : new Decision.Refused(Reason.CONFLICT, "the same request is being answered already");
  }

  /** Why there is no other key. */
  private Optional<Decision> over(RequestRow row, RequestState.Issued issued, CertificateRow lost) {
    if (lost.revocation().filter(r -> r.reason() != CRLReason.superseded).isPresent()) {
      return Optional.of(
          new Decision.Refused(
              Reason.REVOKED, "the certificate of this request was issued and revoked since"));
    }
    boolean late =
        issued
            .ruling()
            .map(ruling -> ruling.at().plus(row.answerFor()))
            .filter(clock.instant()::isBefore)
            .isEmpty();
    return late
        ? Optional.of(
            new Decision.Refused(
                Reason.FORBIDDEN,
                "the key of request " + row.ticket() + " was sent and is not kept: ask anew"))
        : Optional.empty();
  }

  private Decision replaced(RequestRow approved, CertificateRow lost, Repeat repeat) {
    revoke(lost, repeat.request());
    Decision decision = repeat.issue().apply(repeat.request().paid().fulfilling(approved.ticket()));
    if (!(decision instanceof Decision.Issued)) {
      restore(approved, lost, repeat.request());
    }
    return decision;
  }

  private void revoke(CertificateRow lost, EnrollmentRequest request) {
    String actor = request.requester().identity();
    if (authority instanceof RevocationAuthority own) {
      var _ = own.revoke(lost.serial(), CRLReason.superseded, actor);
      return;
    }
    Instant now = clock.instant();
    Map<String, String> details =
        Map.of("issuer", lost.issuer(), "reason", "4", "request", request.requestId());
    var _ =
        certificates.revoke(
            lost.issuer(),
            lost.serial(),
            new Revocation(now, CRLReason.superseded),
            new AuditEntry(
                now, "certificate.revoke", actor, lost.serial().toString(16), "ok", details));
  }

  /** So that the next repeat finds it as this one did. */
  private void restore(RequestRow approved, CertificateRow lost, EnrollmentRequest request) {
    requests
        .find(approved.ticket())
        .filter(row -> row.state() instanceof RequestState.Approved)
        .ifPresent(row -> {
          var before =
              new RequestState.Issued(row.state().decision(), lost.issuer(), lost.serial());
          var _ = requests.change(row.become(before, clock.instant()), audit(row, request));
        });
  }

  private AuditEntry audit(RequestRow row, EnrollmentRequest request) {
    return new AuditEntry(
        clock.instant(),
        "request.again",
        row.key().identity(),
        row.ticket(),
        "ok",
        Map.of("label", row.key().label(), "request", request.requestId()));
  }
}
