package org.bequest.server.endpoint;

import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.crypto.GeneratedKey;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.WantedKey;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.keygen.Deliveries;
import org.bequest.server.endpoint.keygen.Delivery;
import org.bequest.server.endpoint.keygen.KeyIssuing;
import org.bequest.server.endpoint.keygen.KeyWish;
import org.bequest.server.endpoint.keygen.Suite;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.label.KeyGeneration;
import org.bequest.server.label.Label;
import org.bequest.server.receipt.PackageBook;
import org.bequest.server.receipt.Sending;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * RFC 7030 4.4, RFC 8295 8: a key that is made here, with its certificate. The request is treated
 * like one of enrolment or re-enrolment, but that its key and signature are of no account. Whatever
 * speaks against it is found out before a key is made; the key leaves with the answer, to who asked
 * for it, and is not kept unless the label archives it.
 */
public final class ServerKeygen implements Endpoint.Guarded {
  /** A request grows with its new key; it stays within the limits of one. */
  private static final int LONGEST = 48 << 10;

  private final Admission admission = new Admission();
  private final KeyIssuing issuing = new KeyIssuing();

  @Override
  public boolean isOffered(Label label) {
    return label.keygen().offered();
  }

  @Override
  public Outcome serve(Call call) {
    return switch (admission.admit(call, csr -> wanted(csr, call.label().keygen()))) {
      case Admission.Result.Refused(var why) -> new Outcome.Decided(why, false);
      case Admission.Result.Admitted(var request, boolean last) -> {
        try (WantedKey key = request.csr().wanted().orElseThrow()) {
          Outcome outcome = serve(call, request, key);
          yield last ? ending(outcome) : outcome;
        }
      }
    };
  }

  /** In place of the proof of possession. */
  private static ProofOfPossession.Result wanted(Csr csr, KeyGeneration rules) {
    if (csr.encoded().length > LONGEST) {
      return new ProofOfPossession.Result.Unproven(
          Reason.TOO_LARGE, "a request for a key may have " + LONGEST + " octets");
    }
    return switch (KeyWish.of(csr, rules.keys())) {
      case KeyWish.Refused(String detail) ->
          new ProofOfPossession.Result.Unproven(Reason.BAD_KEY, detail);
      case KeyWish.Of(var algorithm) ->
          new ProofOfPossession.Result.Proven(
              rules.maker().orElseThrow().keys().wanted(algorithm, csr).csr());
    };
  }

  private Outcome serve(Call call, EnrollmentRequest request, WantedKey key) {
    KeyGeneration rules = call.label().keygen();
    Optional<String> weak =
        new Suite(call.wire().cipher()).refusal(key.algorithm(), rules.handover().transport());
    if (weak.isPresent()) {
      return Outcome.refused(Reason.FORBIDDEN, weak.get());
    }
    return switch (Deliveries.of(request, call.label(), call.wire().accept())) {
      case Deliveries.Result.Refused(var why) -> new Outcome.Decided(why, false);
      case Deliveries.Result.By(Delivery agreed) -> {
        try (Delivery delivery = agreed) {
          yield made(call.label(), archiving(request, rules), delivery);
        }
      }
    };
  }

  private static EnrollmentRequest archiving(EnrollmentRequest request, KeyGeneration rules) {
    return rules.archive()
        ? request.archiving(rules.maker().orElseThrow().secrets().archive()::wrap)
        : request;
  }

  private Outcome made(Label label, EnrollmentRequest request, Delivery delivery) {
    Decision decision = issuing.decide(label.authority(), request);
    return decision instanceof Decision.Issued issued
        ? new Sent(label.returns().book(), request, delivery).out(issued)
        : new Outcome.Decided(decision, false);
  }

  /** A key that leaves in the way that was agreed on. */
  private record Sent(PackageBook book, EnrollmentRequest request, Delivery delivery) {
    Outcome out(Decision.Issued issued) {
      X509CertificateHolder certificate = issued.certificate();
      GeneratedKey key = request.csr().wanted().flatMap(WantedKey::made).orElseThrow();
      if (!certificate.getSubjectPublicKeyInfo().equals(key.publicKey())) {
        throw new IllegalStateException("the certificate is not of the key that was made for it");
      }
      PackageId id = book.newId();
      HttpAnswer answer =
          delivery
              .answer(key, new Delivery.Certified(certificate, issued.chain()), id)
              .keptSecret();
      book.sent(sending(id, certificate));
      return new Outcome.Told(answer, "", "", "", certificate.getSerialNumber().toString(16));
    }

    private Sending sending(PackageId id, X509CertificateHolder certificate) {
      return new Sending(
          request.requestId(),
          request.label(),
          request.requester().identity(),
          delivery.form(),
          certificate,
          Optional.of(id),
          delivery.asksForReceipt());
    }
  }

  /** RFC 9266 4.1: the channel binding was used up. */
  private static Outcome ending(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Content(HttpAnswer answer) -> new Outcome.Content(answer.closing());
      case Outcome.Decided(Decision decision, boolean _) -> new Outcome.Decided(decision, true);
      case Outcome.Told told ->
          new Outcome.Told(
              told.answer().closing(), told.caller(), told.reason(), told.detail(), told.serial());
    };
  }
}
