package org.bequest.server.endpoint.cmc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.IssuedCertificates;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.ca.names.NameGrant;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateStore.Probation;
import org.bequest.store.RequestRow;
import org.bequest.store.StoreException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 10: each certificate by the label's authority, which has the rules, the approvals and the
 * audit (security rule S-02). One that is refused undoes no other.
 */
final class Issuing implements Step {
  private static final Logger LOGGER = LoggerFactory.getLogger(Issuing.class);

  @Override
  public boolean take(CmcMessage message) {
    message.wanted().stream()
        .filter(w -> message.results().of(w.id()).isEmpty())
        .forEach(w -> message.settle(w.id(), outcome(message, w)));
    return true;
  }

  private static PartOutcome outcome(CmcMessage message, Wanted wanted) {
    if (message.limits().stream().anyMatch(limit -> !within(limit, wanted.csr()))) {
      return PartOutcome.failed(
          Reason.BAD_NAMES, "the registration authority may not ask for these names");
    }
    return switch (message.arrival().linking().apply(wanted.csr())) {
      case Arrival.LinkCheck.Wrong(String detail) -> PartOutcome.failed(Reason.BAD_LINKING, detail);
      case Arrival.LinkCheck.Right(var link) -> issue(message, wanted, link);
    };
  }

  private static boolean within(List<String> limit, Csr csr) {
    NameGrant grant = NameGrant.of(limit);
    return Fitting.allows(grant, csr.names())
        && csr.changeSubjectName().filter(n -> !Fitting.allows(grant, n)).isEmpty();
  }

  private static PartOutcome issue(CmcMessage message, Wanted wanted, EnrollmentRequest.Link link) {
    EnrollmentRequest request = request(message, wanted.proven().orElseThrow(), link);
    try {
      return outcome(
          message,
          isRenewal(message, request)
              ? message.label().authority().reenroll(request)
              : message.label().authority().enroll(request));
    } catch (StoreException.Overloaded _) {
      return PartOutcome.later(
          Reason.UNAVAILABLE, "too many requests are waiting, try again", Duration.ofSeconds(5));
    } catch (RuntimeException e) {
      // What was issued before it stays issued, and the client has to learn of that.
      LOGGER.error("request {} failed", message.arrival().requestId(), e);
      return PartOutcome.failed(Reason.INTERNAL, "the server could not do this, see its log");
    }
  }

  /** As the label's authority needs to know it, with the time to confirm its certificate. */
  static EnrollmentRequest request(CmcMessage message, ProvenCsr csr, EnrollmentRequest.Link link) {
    EnrollmentRequest request =
        new EnrollmentRequest(
            csr,
            message.requester().orElseThrow(),
            message.label().name(),
            message.arrival().requestId(),
            link);
    String transaction =
        message.control(TransactionId.class).map(t -> t.id().toString()).orElse("");
    return message
        .label()
        .fullCmc()
        .controls()
        .confirm()
        .map(within -> request.on(new Probation(within, transaction)))
        .orElse(request);
  }

  static PartOutcome outcome(CmcMessage message, Decision decision) {
    return switch (decision) {
      case Decision.Issued(var certificate, var chain) ->
          message.label().fullCmc().controls().confirm().isPresent()
              ? new PartOutcome.ConfirmRequired(certificate, chain)
              : new PartOutcome.Issued(certificate, chain);
      case Decision.Pending(String ticket, Duration retryAfter) ->
          pending(message, ticket, retryAfter);
      case Decision.Later(Duration retryAfter, String detail) ->
          PartOutcome.later(Reason.UNAVAILABLE, detail, retryAfter);
      case Decision.Refused(Reason reason, String detail) -> PartOutcome.failed(reason, detail);
    };
  }

  /** Each time with the same token and time (RFC 5272 6.13). */
  private static PartOutcome pending(CmcMessage message, String ticket, Duration retryAfter) {
    Instant since =
        message
            .services()
            .store()
            .requests()
            .find(ticket)
            .map(RequestRow::createdAt)
            .orElse(message.services().clock().instant());
    Octets token = Octets.of(ticket.getBytes(StandardCharsets.UTF_8));
    return new PartOutcome.Pending(token, since.plus(retryAfter), retryAfter);
  }

  /**
   * Whoever shows a certificate of this authority and asks for its names renews it (RFC 5272
   * 6.3.3): the rules of renewal are then those of /simplereenroll.
   */
  private static boolean isRenewal(CmcMessage message, EnrollmentRequest request) {
    Requester requester = request.requester();
    return switch (requester.role()) {
      case Role.Itself _, Role.Expired _ ->
          requester
              .certificate()
              .filter(c -> repeats(request.csr().csr(), c) && isOfProfile(message, c))
              .isPresent();
      case Role.Foreign _, Role.Registrar _ -> false;
    };
  }

  private static boolean repeats(Csr csr, X509CertificateHolder certificate) {
    try {
      SubjectNames own = SubjectNames.ofCertificate(certificate);
      return csr.subject().size() == 0
          ? csr.names().alternatives().isEmpty() || csr.names().sameAs(own)
          : csr.names().sameSubject(own);
    } catch (MalformedException _) {
      return false;
    }
  }

  /** Of another profile's there is nothing to renew: the certificate is a further one. */
  private static boolean isOfProfile(CmcMessage message, X509CertificateHolder certificate) {
    return !(message.services().revocation() instanceof IssuedCertificates issued)
        || issued
            .find(certificate.getIssuer(), certificate.getSerialNumber())
            .filter(row -> row.profile().equals(message.services().profile().name()))
            .isPresent();
  }
}
