package org.bequest.ca.foreign;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog;
import org.bequest.store.CertificateRow;
import org.bequest.store.RequestKey;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore;
import org.bequest.store.RequestStore.Changed;
import org.bequest.store.RequestStore.Opened;
import org.bouncycastle.cert.X509CertificateHolder;

/** Writes down what is about to be asked of an authority elsewhere, and what came of it. */
final class Ledger {
  private final ForeignRules rules;
  private final RequestStore requests;
  private final AuditLog audit;
  private final InstantSource clock;

  Ledger(ForeignRules rules, RequestStore requests, AuditLog audit, InstantSource clock) {
    this.rules = rules;
    this.requests = requests;
    this.audit = audit;
    this.clock = clock;
  }

  /** The request that this one repeats or fulfils, if it has something to tell. */
  Optional<RequestRow> find(RequestKey key, EnrollmentRequest request) {
    Instant now = clock.instant();
    return request
        .ticket()
        .flatMap(requests::find)
        .or(() -> requests.find(key).filter(row -> row.answers(now)));
  }

  /** A row for a first attempt that is about to be made. */
  RequestRow first(RequestKey key, EnrollmentRequest request, SubjectNames names) {
    Instant now = clock.instant();
    return new RequestRow(
        RandomCode.ticket(),
        key,
        names.subjectText(),
        request.csr().csr().encoded(),
        request.requester().passwordId(),
        now,
        now.plus(rules.queue().patience()),
        rules.queue().answerFor(),
        0,
        new RequestState.Asking(Optional.empty(), Progress.NONE.next(attemptEnds(now)).text()));
  }

  Opened open(RequestRow row, EnrollmentRequest request) {
    return requests.open(row, rules.queue().most(), entry(row, "request.ask", request));
  }

  /** Says that a further attempt is about to be made. */
  Begun begin(RequestRow row, Progress progress, EnrollmentRequest request) {
    Instant now = clock.instant();
    RequestRow next = with(row, progress.next(attemptEnds(now)), now);
    return new Begun(requests.change(next, entry(next, "request.ask", request)), next);
  }

  record Begun(Changed changed, RequestRow row) {}

  /** Says what an attempt came to, when it did not come to an end. */
  Changed came(RequestRow row, Progress progress, String why) {
    RequestRow next = with(row, progress, clock.instant());
    String word =
        switch (progress.stage()) {
          case SENDING -> "request.ask";
          case WAITING -> "request.wait";
          case QUEUED -> "request.queue";
          case UNCLEAR -> "request.unclear";
        };
    return requests.change(next, entry(next, word, "ok", Map.of("why", why)));
  }

  /** Says that a certificate which is recorded already is the one of this request. */
  void issued(RequestRow row, CertificateRow certificate) {
    RequestState state =
        new RequestState.Issued(row.state().decision(), certificate.issuer(), certificate.serial());
    RequestRow next = row.become(state, clock.instant());
    Map<String, String> details = Map.of("serial", certificate.serial().toString(16));
    var _ = requests.change(next, entry(next, "request.issue", "ok", details));
  }

  /** Says that nothing will come of a request. */
  Changed failed(RequestRow row, Failure failure, String why) {
    RequestState state = new RequestState.Failed(row.state().decision(), failure.text());
    RequestRow next = row.become(state, clock.instant());
    return requests.change(
        next, entry(next, "request.fail", failure.reason().name(), Map.of("why", why)));
  }

  /** Tells of a certificate that was issued elsewhere and goes nowhere. */
  void discarded(RequestRow row, Optional<X509CertificateHolder> certificate, String why) {
    String serial =
        certificate
            .map(X509CertificateHolder::getSerialNumber)
            .orElse(BigInteger.ZERO)
            .toString(16);
    audit.append(
        new AuditEntry(
            clock.instant(),
            "certificate.discard",
            row.key().identity(),
            serial,
            "INTERNAL",
            details(row, Map.of("why", why, "ticket", row.ticket()))));
  }

  private Instant attemptEnds(Instant now) {
    return now.plus(rules.attempt());
  }

  private static RequestRow with(RequestRow row, Progress progress, Instant now) {
    return row.become(new RequestState.Asking(row.state().decision(), progress.text()), now);
  }

  private AuditEntry entry(RequestRow row, String action, EnrollmentRequest request) {
    return entry(row, action, "ok", Map.of("request", request.requestId()));
  }

  private AuditEntry entry(
      RequestRow row, String action, String outcome, Map<String, String> further) {
    return new AuditEntry(
        clock.instant(),
        action,
        row.key().identity(),
        row.ticket(),
        outcome,
        details(row, further));
  }

  private Map<String, String> details(RequestRow row, Map<String, String> further) {
    Map<String, String> details = new HashMap<>(further);
    details.put("authority", rules.name());
    details.put("label", row.key().label());
    details.put("operation", row.key().operation());
    if (row.state() instanceof RequestState.Asking(var _, String upstream)) {
      details.put("progress", upstream);
    }
    return details;
  }
}
