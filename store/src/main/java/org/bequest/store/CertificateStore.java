package org.bequest.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every certificate that was issued, and what became of it. */
public interface CertificateStore {
  /** What {@link #record} did. */
  enum Recorded {
    /** Row, audit entry and spent password are committed and synced. */
    COMMITTED,
    /**
     * The one-time password was spent, expired or withdrawn in the meantime; nothing was written.
     */
    PASSWORD_SPENT,
    /** The issuer has this serial number already; nothing was written. */
    DUPLICATE_SERIAL
  }

  /**
   * Commits a certificate, its audit entry and the one-time password that paid for it, in one
   * durable transaction. Returns only after the sync. Concurrent callers share a transaction; one
   * caller's {@code PASSWORD_SPENT} or {@code DUPLICATE_SERIAL} does not touch the others.
   *
   * @param passwordId id of the one-time password to spend, if one was used
   * @throws StoreException when the database cannot be written; nothing of this call is then
   *     recorded
   */
  Recorded record(CertificateRow certificate, AuditEntry audit, Optional<String> passwordId);

  Optional<CertificateRow> find(String issuer, BigInteger serial);

  /** Whether a certificate was issued here and is good; read at each request that presents one. */
  CertificateStatus status(String issuer, BigInteger serial);

  /** Every live certificate of this key, newest first. */
  List<CertificateRow> byPublicKey(byte[] spkiSha256);

  /** Newest first. */
  List<CertificateRow> list(CertificateQuery query);

  /**
   * Revokes with its audit entry in one durable transaction.
   *
   * @return empty when there is no such certificate; otherwise the row as it now is. A certificate
   *     revoked before keeps its first time and reason.
   */
  Optional<CertificateRow> revoke(
      String issuer, BigInteger serial, Revocation revocation, AuditEntry audit);

  /**
   * Revoked certificates of an issuer that have not expired at the given time, in order of serial
   * number. The caller closes the stream.
   */
  Stream<RevokedRow> revoked(String issuer, Instant at);

  /**
   * @param at when it was revoked
   * @param reason CRLReason of RFC 5280 5.3.1: 0 to 10, never 7
   */
  record Revocation(Instant at, int reason) {}

  /** One line of a CRL. */
  record RevokedRow(BigInteger serial, Instant at, int reason) {}

  /**
   * @param subject part of the subject's text, empty for any
   * @param identity the requester, empty for any
   * @param limit 1 to 1,000
   * @param before only rows issued before this time, for the next page; {@link Instant#MAX} for the
   *     first
   */
  record CertificateQuery(String subject, String identity, int limit, Instant before) {}
}
