package org.bequest.ca.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bouncycastle.cert.X509CertificateHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of each reply what is recorded and what the client is told. */
final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Failure UNFIT =
      new Failure(Reason.INTERNAL, "the authority's answer cannot be passed on");

  static final Failure NOT_KEPT =
      new Failure(
          Reason.UNAVAILABLE,
          "the authority does not answer at once, and a key that is made here is not kept: ask"
              + " again later");

  private final ForeignRules rules;
  private final CertificateStore certificates;
  private final Ledger ledger;
  private final InstantSource clock;

  Outcomes(ForeignRules rules, ForeignContext context, Ledger ledger) {
    this.rules = rules;
    this.certificates = context.certificates();
    this.clock = context.clock();
    this.ledger = ledger;
  }

  Progress progress(RequestRow row) {
    return row.state() instanceof RequestState.Asking(var _, String upstream)
        ? Progress.parse(upstream)
        : Progress.NONE;
  }

  Decision waiting(RequestRow row, Duration wait) {
    return later(row, Progress.Stage.WAITING, wait, "the authority wants to be asked again");
  }

  Decision unreached(RequestRow row, String why) {
    LOG.warn("authority {} was not reached for request {}: {}", rules.name(), row.ticket(), why);
    return later(row, Progress.Stage.QUEUED, rules.retryAfter(), why);
  }

  /** There may be a certificate that nobody has: an operator can look for it there. */
  Decision unclear(RequestRow row, Reply.Unclear reply) {
    LOG.warn(
        "authority {}: nobody knows what became of request {}: {}",
        rules.name(),
        row.ticket(),
        reply.why());
    Decision pending = later(row, Progress.Stage.UNCLEAR, rules.retryAfter(), reply.why());
    return reply
        .refusal()
        .<Decision>map(r -> new Decision.Refused(r, "the authority did not answer as it should"))
        .orElse(pending);
  }

  private Decision later(RequestRow row, Progress.Stage stage, Duration wait, String why) {
    Duration atLeast = wait.compareTo(SOON) < 0 ? SOON : wait;
    Progress next = progress(row).came(stage, clock.instant().plus(atLeast));
    var _ = ledger.came(row, next, why);
    return new Decision.Pending(row.ticket(), atLeast);
  }

  Decision refused(RequestRow row, Reply.Refused reply) {
    LOG.info(
        "authority {} refuses request {}: {} {}",
        rules.name(),
        row.ticket(),
        reply.forClient(),
        reply.words());
    Failure failure = new Failure(reply.reason(), reply.forClient());
    var _ = ledger.failed(row, failure, reply.words());
    return failure.refusal();
  }

  /** A key that is made here does not wait for anybody. */
  Decision notKept(RequestRow row, String why) {
    LOG.warn("authority {}, request {}: no answer: {}", rules.name(), row.ticket(), why);
    var _ = ledger.failed(row, NOT_KEPT, why);
    return NOT_KEPT.refusal();
  }

  /** Whatever it is, it goes nowhere. */
  Decision rejected(RequestRow row, Optional<X509CertificateHolder> certificate, String why) {
    LOG.error("authority {}, request {}: {}", rules.name(), row.ticket(), why);
    ledger.discarded(row, certificate, why);
    var _ = ledger.failed(row, UNFIT, why);
    return UNFIT.refusal();
  }

  Decision issued(Order order, RequestRow row, Acceptance.Result.Accepted accepted) {
    CertificateRow certificate = certificate(order, accepted);
    Payment payment =
        new Payment(
            Optional.empty(), order.request().requester().secret(), Optional.of(row.ticket()));
    return switch (certificates.record(
        certificate, audit(order, certificate), order.permit().consequences(payment))) {
      case COMMITTED -> new Decision.Issued(accepted.certificate(), accepted.origin().chain());
      case DUPLICATE_SERIAL -> known(row, accepted, certificate);
      case TICKET_SPENT -> elsewhere(row, accepted);
      case PASSWORD_SPENT -> rejected(row, Optional.of(accepted.certificate()), "not paid for");
      case TOO_MANY_LIVE -> tooMany(row, accepted);
    };
  }

  /** An authority that recognises its requests gave the certificate that it gave before. */
  private Decision known(
      RequestRow row, Acceptance.Result.Accepted accepted, CertificateRow certificate) {
    return certificates
        .find(certificate.issuer(), certificate.serial())
        .filter(r -> Arrays.equals(r.encoded(), certificate.encoded()))
        .filter(r -> r.identity().equals(certificate.identity()) && r.revocation().isEmpty())
        .<Decision>map(r -> knownToBeIts(row, r, accepted))
        .orElseGet(() ->
            rejected(
                row, Optional.of(accepted.certificate()), "its serial number was used before"));
  }

  private Decision knownToBeIts(
      RequestRow row, CertificateRow certificate, Acceptance.Result.Accepted accepted) {
    ledger.issued(row, certificate);
    return new Decision.Issued(accepted.certificate(), accepted.origin().chain());
  }

  private Decision tooMany(RequestRow row, Acceptance.Result.Accepted accepted) {
    String why = "there are as many live certificates as the label allows";
    ledger.discarded(row, Optional.of(accepted.certificate()), why);
    Failure failure = new Failure(Reason.FORBIDDEN, why);
    var _ = ledger.failed(row, failure, why);
    return failure.refusal();
  }

  /** Somebody else ended the request meanwhile: what he said counts. */
  private Decision elsewhere(RequestRow row, Acceptance.Result.Accepted accepted) {
    ledger.discarded(row, Optional.of(accepted.certificate()), "the request was over already");
    return new Decision.Refused(Reason.CONFLICT, "the request has ended; ask anew");
  }

  /** The answer of before, for a device that did not get it. */
  Decision again(RequestState.Issued issued, IssuerCertificates issuers) {
    CertificateRow row =
        certificates
            .find(issued.issuer(), issued.serial())
            .orElseThrow(() -> new IllegalStateException("an issued certificate has no row"));
    if (row.revocation().isPresent()) {
      return new Decision.Refused(
          Reason.REVOKED, "the certificate of this request was issued and revoked since");
    }
    X509CertificateHolder certificate = holder(row.encoded());
    return new Decision.Issued(
        certificate,
        issuers.originOf(certificate).map(IssuerCertificates.Origin::chain).orElse(List.of()));
  }

  private CertificateRow certificate(Order order, Acceptance.Result.Accepted accepted) {
    X509CertificateHolder certificate = accepted.certificate();
    return new CertificateRow(
        accepted.origin().issuer().id(),
        certificate.getSerialNumber(),
        new SubjectNames(certificate.getSubject(), List.of()).subjectText(),
        order.request().requester().identity(),
        order.request().label(),
        order.profile().name(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        clock.instant(),
        IssuerCertificates.sha256(certificate.getSubjectPublicKeyInfo()),
        encoded(certificate),
        Optional.empty(),
        order.permit().lineage());
  }

  private AuditEntry audit(Order order, CertificateRow row) {
    Instant at = row.issuedAt();
    Map<String, String> details = new HashMap<>();
    details.put("authority", rules.name());
    details.put("issuer", row.issuer());
    details.put("label", row.label());
    details.put("not-after", row.notAfter().toString());
    details.put("profile", row.profile());
    details.put("request", order.request().requestId());
    details.put("ticket", order.attempt().ticket());
    order
        .request()
        .csr()
        .wanted()
        .ifPresent(_ -> details.put("operation", EstOperation.SERVER_KEYGEN.path()));
    return new AuditEntry(
        at, "certificate.issue", row.identity(), row.serial().toString(16), "ok", details);
  }

  private static X509CertificateHolder holder(byte[] encoded) {
    try {
      return new X509CertificateHolder(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException("the store has a row that is no certificate", e);
    }
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
