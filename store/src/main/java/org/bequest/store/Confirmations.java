package org.bequest.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Certificates that wait for their holder to accept them (RFC 5272 6.14). They enter with {@link
 * CertificateStore.Consequences}, and leave when they are confirmed or revoked.
 */
public interface Confirmations {
  /**
   * @param until when the confirmation must be there
   * @param transaction identifier of the CMC transaction that it was issued in, in decimal digits;
   *     empty when that had none
   */
  record Provisional(Instant until, String transaction) {}

  /** Whether a certificate waits, until when, and since which transaction. */
  Optional<Provisional> find(String issuer, BigInteger serial);

  /**
   * Confirms a certificate with its audit entry in one durable transaction. The entry's time
   * decides whether it is in time.
   *
   * @return false when the certificate does not wait, or not any more: nothing was written
   */
  boolean confirm(String issuer, BigInteger serial, AuditEntry audit);

  /**
   * Certificates whose time has passed, the longest overdue first.
   *
   * @param most how many at most
   */
  List<CertificateRow> overdue(Instant at, int most);

  /**
   * Certificates of a transaction that wait.
   *
   * @param most how many at most
   */
  List<CertificateRow> ofTransaction(String transaction, int most);
}
