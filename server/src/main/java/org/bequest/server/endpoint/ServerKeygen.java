package org.bequest.server.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Judge;
import org.bequest.ca.Judge.Purpose;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.crypto.GeneratedKey;
import org.bequest.crypto.KeyAlgorithm.Family;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.WantedKey;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.keygen.Deliveries;
import org.bequest.server.endpoint.keygen.Delivery;
import org.bequest.server.endpoint.keygen.KeyWish;
import org.bequest.server.endpoint.keygen.Suite;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.label.KeyGeneration;
import org.bequest.server.label.Label;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * RFC 7030 4.4, RFC 8295 8: a key that is made here, with its certificate. The request is treated
 * like one of enrolment or re-enrolment, but that its key and signature are of no account. Whatever
 * speaks against it is found out before a key is made; the key leaves with the answer and is not
 * kept, unless the label archives it.
 */
public final class ServerKeygen implements Endpoint.Guarded {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final Admission admission = new Admission();
  private final Deliveries deliveries = new Deliveries();

  /** An RSA key costs a second of a processor: half of them stay free for others. */
  private final Semaphore slow =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

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

  private static ProofOfPossession.Result wanted(Csr csr, KeyGeneration rules) {
    return switch (KeyWish.of(csr, rules.keys())) {
      case KeyWish.Refused(String detail) ->
          new ProofOfPossession.Result.Unproven(Reason.BAD_KEY, detail);
      case KeyWish.Of(var algorithm) ->
          new ProofOfPossession.Result.Proven(
              rules.maker().orElseThrow().keys().wanted(algorithm, csr).csr());
    };
  }

  private Outcome serve(Call call, EnrollmentRequest request, WantedKey key) {
    Optional<String> weak =
        new Suite(call.wire().cipher())
            .refusal(key.algorithm(), call.label().keygen().delivery().transport());
    if (weak.isPresent()) {
      return Outcome.refused(Reason.FORBIDDEN, weak.get());
    }
    return switch (deliveries.of(request.csr().asked(), call)) {
      case Deliveries.Result.Refused(var why) -> new Outcome.Decided(why, false);
      case Deliveries.Result.By(Delivery delivery) -> made(call, request, delivery);
    };
  }

  private Outcome made(Call call, EnrollmentRequest request, Delivery delivery) {
    return switch (decided(call.label(), kept(call.label().keygen(), request))) {
      case Decision.Issued issued -> delivered(issued, request, delivery);
      case Decision.Refused refused -> new Outcome.Decided(refused, false);
      case Decision.Pending pending -> new Outcome.Decided(pending, false);
      case Decision.Later later -> new Outcome.Decided(later, false);
    };
  }

  /** Under a label that archives, the key is encrypted for its recovery in the same commit. */
  private static EnrollmentRequest kept(KeyGeneration rules, EnrollmentRequest request) {
    return rules.archive()
        ? request.archiving(rules.maker().orElseThrow().secrets().archive()::wrap)
        : request;
  }

  private Decision decided(Label label, EnrollmentRequest request) {
    Purpose purpose = purpose(request);
    Optional<Decision.Refused> foreseen =
        label.authority() instanceof Judge judge
            ? judge.judge(purpose, request.foreseen())
            : Optional.empty();
    if (foreseen.isPresent()) {
      return foreseen.get();
    }
    boolean isSlow = request.csr().wanted().orElseThrow().algorithm().family() == Family.RSA;
    return isSlow ? inTurn(label, request, purpose) : asked(label, request, purpose);
  }

  private Decision inTurn(Label label, EnrollmentRequest request, Purpose purpose) {
    try {
      if (!slow.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Decision.Later(RETRY, "as many keys are being made as may be at one time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    try {
      return asked(label, request, purpose);
    } finally {
      slow.release();
    }
  }

  private static Decision asked(Label label, EnrollmentRequest request, Purpose purpose) {
    return switch (purpose) {
      case ENROLL -> label.authority().enroll(request);
      case REENROLL -> label.authority().reenroll(request);
    };
  }

  /**
   * Who holds a certificate of the names that it asks for renews it (RFC 7030 4.2.2); with other
   * names it wants a further one (4.4).
   */
  private static Purpose purpose(EnrollmentRequest request) {
    Requester requester = request.requester();
    SubjectNames requested = request.csr().asked().names();
    return !(requester.role() instanceof Role.Foreign)
            && requester.certificate().filter(c -> requested.sameAs(names(c))).isPresent()
        ? Purpose.REENROLL
        : Purpose.ENROLL;
  }

  private static SubjectNames names(X509CertificateHolder certificate) {
    return certificate.hasExtensions()
        ? SubjectNames.of(certificate.getSubject(), certificate.getExtensions())
        : SubjectNames.of(certificate.getSubject());
  }

  private static Outcome delivered(
      Decision.Issued issued, EnrollmentRequest request, Delivery delivery) {
    X509CertificateHolder certificate = issued.certificate();
    GeneratedKey key = request.csr().wanted().flatMap(WantedKey::made).orElseThrow();
    if (!certificate.getSubjectPublicKeyInfo().equals(key.publicKey())) {
      throw new IllegalStateException("the certificate is of another key than the one made for it");
    }
    HttpAnswer answer = delivery.answer(key, new Delivery.Certified(certificate, issued.chain()));
    String serial = certificate.getSerialNumber().toString(16);
    return new Outcome.Told(answer, "", "", "", serial);
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
