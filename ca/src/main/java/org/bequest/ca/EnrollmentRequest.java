package org.bequest.ca;

import java.util.Optional;
import java.util.function.Function;
import org.bequest.crypto.GeneratedKey;
import org.bequest.crypto.ProvenCsr;
import org.bequest.crypto.WantedKey;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.CertificateStore.Probation;
import org.bequest.store.KeyArchive;

/**
 * A request that is well formed, proven, authenticated and linked.
 *
 * @param label of the request, empty for the default label
 * @param requestId the server's id of the HTTP request, for the audit entry
 * @param link what became of the channel binding, for authorities that are told (RFC 7030 3.5)
 * @param ticket of the approved request that this one asks for the answer of: whoever issues
 *     records it with the certificate, so that it is issued once
 * @param archive encrypts the private key, when it is made here and is kept: whoever issues records
 *     it with the certificate
 * @param probation within which its holder has to confirm the certificate, if it has to
 */
public record EnrollmentRequest(
    ProvenCsr csr,
    Requester requester,
    String label,
    String requestId,
    Link link,
    Optional<String> ticket,
    Optional<Function<GeneratedKey, KeyArchive.Wrapped>> archive,
    Optional<Probation> probation) {
  /** Whether the request was made for the connection that it came on. */
  public enum Link {
    /** It holds the connection's channel binding. */
    VERIFIED,
    /** It holds none, and the label does not demand one. */
    ABSENT,
    /** It holds another connection's, which a trusted RA has verified there (RFC 7030 3.7). */
    VOUCHED
  }

  /** A request for a key that is not kept, and whose certificate nobody has to confirm. */
  public EnrollmentRequest(
      ProvenCsr csr,
      Requester requester,
      String label,
      String requestId,
      Link link,
      Optional<String> ticket) {
    this(csr, requester, label, requestId, link, ticket, Optional.empty(), Optional.empty());
  }

  /** A request without a channel binding. */
  public EnrollmentRequest(ProvenCsr csr, Requester requester, String label, String requestId) {
    this(csr, requester, label, requestId, Link.ABSENT);
  }

  /** A request that nobody was asked about before. */
  public EnrollmentRequest(
      ProvenCsr csr, Requester requester, String label, String requestId, Link link) {
    this(csr, requester, label, requestId, link, Optional.empty());
  }

  /** The same, for the approved request with this ticket. */
  public EnrollmentRequest fulfilling(String approvedTicket) {
    return new EnrollmentRequest(
        csr, requester, label, requestId, link, Optional.of(approvedTicket), archive, probation);
  }

  /** The same, asked by somebody with another grant. */
  public EnrollmentRequest with(Requester granted) {
    return new EnrollmentRequest(csr, granted, label, requestId, link, ticket, archive, probation);
  }

  /** The same, whose private key is made here and kept with the certificate. */
  public EnrollmentRequest archiving(Function<GeneratedKey, KeyArchive.Wrapped> wrapping) {
    return new EnrollmentRequest(
        csr, requester, label, requestId, link, ticket, Optional.of(wrapping), probation);
  }

  /** The same, for a certificate that has to be confirmed. */
  public EnrollmentRequest on(Probation confirmed) {
    return new EnrollmentRequest(
        csr, requester, label, requestId, link, ticket, archive, Optional.of(confirmed));
  }

  /** The same for a judge, who needs no key that is yet to be made. */
  public EnrollmentRequest foreseen() {
    return new EnrollmentRequest(
        csr.foreseen(), requester, label, requestId, link, ticket, archive, probation);
  }

  /** The private key as it is kept, once it is made; empty when it is not to be kept. */
  public Optional<KeyArchive.Wrapped> archived() {
    return archive.map(wrapping -> wrapping.apply(madeKey()));
  }

  private GeneratedKey madeKey() {
    return csr.wanted()
        .flatMap(WantedKey::made)
        .orElseThrow(() -> new IllegalStateException("there is no key to keep"));
  }

  /** The same, whose one-time password was spent for a certificate that nobody got. */
  public EnrollmentRequest paid() {
    return with(requester.withoutPassword());
  }

  /** What its certificate costs. */
  public Payment payment() {
    return new Payment(requester.passwordId(), requester.secret(), ticket);
  }
}
