package org.bequest.server.endpoint.keygen;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Judge;
import org.bequest.ca.Judge.Purpose;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.crypto.KeyAlgorithm.Family;
import org.bequest.crypto.WantedKey;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Has a key made and certified as an enrolment or a re-enrolment (RFC 7030 4.4.1). What speaks
 * against it is asked for first, so that no key is made for nothing.
 */
public final class KeyIssuing {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** An RSA key costs a second of a processor: half of them stay free for others. */
  private final Semaphore slow =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  public Decision decide(CertificateAuthority authority, EnrollmentRequest request) {
    Purpose purpose = purpose(request);
    Optional<Decision.Refused> foreseen =
        authority instanceof Judge judge
            ? judge.judge(purpose, request.foreseen())
            : Optional.empty();
    if (foreseen.isPresent()) {
      return foreseen.get();
    }
    return isSlow(request)
        ? inTurn(authority, request, purpose)
        : asked(authority, request, purpose);
  }

  private static boolean isSlow(EnrollmentRequest request) {
    return request
        .csr()
        .wanted()
        .map(WantedKey::algorithm)
        .filter(a -> a.family() == Family.RSA)
        .isPresent();
  }

  private Decision inTurn(
      CertificateAuthority authority, EnrollmentRequest request, Purpose purpose) {
    try {
      if (!slow.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Decision.Later(RETRY, "as many keys are being made as may be at one time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    try {
      return asked(authority, request, purpose);
    } finally {
      slow.release();
    }
  }

  private static Decision asked(
      CertificateAuthority authority, EnrollmentRequest request, Purpose purpose) {
    return switch (purpose) {
      case ENROLL -> authority.enroll(request);
      case REENROLL -> authority.reenroll(request);
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
}
