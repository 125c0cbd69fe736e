package org.bequest.store;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every certificate that was issued, and what became of it. */
public interface CertificateStore {
  /** What {@link #record} did. */
  enum Recorded {
    /** Row, audit entry and what paid for it are committed and synced. */
    COMMITTED,
    /**
     * The one-time password or the shared secret was spent, expired or withdrawn in the meantime;
     * nothing was written.
     */
    PASSWORD_SPENT,
    /** The issuer has this serial number already; nothing was written. */
    DUPLICATE_SERIAL,
    /**
     * The request was issued, or ended otherwise, in the meantime; nothing was written. Its row
     * tells more.
     */
    TICKET_SPENT,
    /** The owner has as many live certificates as the limit allows; nothing was written. */
    TOO_MANY_LIVE
  }

  /**
   * What a certificate costs.
   *
   * @param passwordId id of the one-time password to spend, if one was used
   * @param secret the shared secret that proved the request, if one did: it must be there still,
   *     and is spent when it is for one use
   * @param ticket of the request in {@link RequestStore} that it fulfils, if there is one: it must
   *     be {@code Approved} or {@code Asking}, and becomes {@code Issued}
   */
  record Payment(
      Optional<String> passwordId, Optional<SharedSecrets.Use> secret, Optional<String> ticket) {
    /** Without a shared secret. */
    public Payment(Optional<String> passwordId, Optional<String> ticket) {
      this(passwordId, Optional.empty(), ticket);
    }

    /** Of a request that is issued in the exchange that it came in. */
    public static Payment by(Optional<String> passwordId) {
      return new Payment(passwordId, Optional.empty());
    }
  }

  /**
   * What is committed with a certificate beside its row and its audit entry.
   *
   * @param payment what it costs
   * @param succession what becomes of the certificate that it renews, if anything
   * @param limit of live certificates, if there is one
   * @param revocationChallenge hash of what lets somebody have it revoked, if there is one
   * @param archived its private key, if that was made here and is kept
   * @param probation within which its holder has to confirm it, if it has to
   */
  record Consequences(
      Payment payment,
      Optional<Succession> succession,
      Optional<Limit> limit,
      Optional<String> revocationChallenge,
      Optional<KeyArchive.Wrapped> archived,
      Optional<Probation> probation) {
    /** Of a certificate without a revocation challenge, whose key is not kept. */
    public Consequences(Payment payment, Optional<Succession> succession, Optional<Limit> limit) {
      this(payment, succession, limit, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of a certificate that renews none. */
    public static Consequences of(Payment payment) {
      return new Consequences(payment, Optional.empty(), Optional.empty());
    }
  }

  /**
   * The time that a holder has to accept its certificate (RFC 5272 6.14); it then stands in {@link
   * Confirmations}.
   *
   * @param within after its issue
   * @param transaction identifier of the CMC transaction in decimal digits; empty for none
   */
  record Probation(Duration within, String transaction) {}

  /**
   * The certificate that is renewed, and when it is revoked for that ({@code superseded}). When it
   * was renewed before and is not revoked yet, its earlier successor is revoked too: the answer
   * with it was lost, or somebody else has the key.
   *
   * @param issuer and serial number of the renewed certificate
   * @param due not after the time of issue: in the same commit
   * @param audit entry of the revocation, written when it is part of the commit
   */
  record Succession(String issuer, BigInteger serial, Instant due, AuditEntry audit) {}

  /**
   * @param owner whose live certificates are counted: any 32 bytes that name it
   * @param most how many there may be with the new one; revoked, expired and superseded ones do not
   *     count, nor the one that is succeeded
   */
  record Limit(byte[] owner, int most) {}

  /**
   * Commits a certificate, its audit entry and what paid for it in one durable transaction. Returns
   * only after the sync. Concurrent callers share a transaction; what one of them is refused for
   * does not touch the others.
   *
   * <p>The password is judged by {@link CertificateRow#issuedAt}: at that time it must not have
   * expired unless the request with the ticket holds it, and it is spent at that time. A request
   * that became {@code Asking} has spent its password already: then none is named here. A shared
   * secret is judged in the same way; a ticket stands for its expiry.
   *
   * @param certificate its serial number is 1 to 2^160-1 (RFC 5280 4.1.2.2)
   * @throws IllegalArgumentException when the serial number is out of range
   * @throws StoreException.Overloaded when too many writes wait
   * @throws StoreException when the database cannot be written; nothing of this call is then
   *     recorded
   */
  Recorded record(CertificateRow certificate, AuditEntry audit, Consequences consequences);

  /** The same for a certificate that renews none. */
  default Recorded record(CertificateRow certificate, AuditEntry audit, Payment payment) {
    return record(certificate, audit, Consequences.of(payment));
  }

  /** The same without a ticket. */
  default Recorded record(
      CertificateRow certificate, AuditEntry audit, Optional<String> passwordId) {
    return record(certificate, audit, Payment.by(passwordId));
  }

  Optional<CertificateRow> find(String issuer, BigInteger serial);

  /**
   * The hash of the revocation challenge that was recorded with a certificate, PHC text; empty when
   * there is none, or no such certificate.
   */
  Optional<String> revocationChallenge(String issuer, BigInteger serial);

  /** Whether a certificate was issued here and is good; read at each request that presents one. */
  CertificateStatus status(String issuer, BigInteger serial);

  /**
   * What may speak against certifying this key for this subject: the certificates of the key that
   * are revoked for its compromise, and those that are not revoked and whose subject is written
   * otherwise; expired ones too. A key that is used again and again costs its owner no more than
   * one.
   *
   * @param subject as {@link CertificateRow#subject} has it
   */
  List<CertificateRow> againstKey(byte[] spkiSha256, String subject);

  /**
   * Certificates of this key, the newest first.
   *
   * @param most how many at most
   */
  List<CertificateRow> ofKey(byte[] spkiSha256, int most);

  /**
   * Newest first. A page never splits the certificates of one instant, so it may be longer than the
   * limit: {@code issuedAt} of its last row is {@code before} of the next page.
   */
  List<CertificateRow> list(CertificateQuery query);

  /**
   * Revokes with its audit entry in one durable transaction. There is an audit entry only when this
   * call has revoked.
   *
   * @return empty when there is no such certificate; otherwise the row as it now is. A certificate
   *     revoked before keeps its first time and reason; one on hold (reason 6) takes another reason
   *     and keeps its time.
   */
  Optional<CertificateRow> revoke(
      String issuer, BigInteger serial, Revocation revocation, AuditEntry audit);

  /**
   * Takes a certificate off hold, with its audit entry in one durable transaction. There is an
   * audit entry only when this call did it.
   *
   * @return empty when there is no such certificate; otherwise the row as it now is: still revoked
   *     when it was revoked for another reason than hold
   */
  Optional<CertificateRow> release(String issuer, BigInteger serial, AuditEntry audit);

  /**
   * Serial numbers of an issuer's certificates that a renewal has replaced and whose time has come,
   * the longest due first.
   *
   * @param most how many at most
   */
  List<BigInteger> superseded(String issuer, Instant at, int most);

  /**
   * Revoked certificates of an issuer that have not expired at the given time, in order of serial
   * number. They are read while the stream is, so a revocation in the meantime may be in it or not.
   * The caller closes the stream.
   */
  Stream<RevokedRow> revoked(String issuer, Instant at);

  /**
   * What is still in use under a key. Reads everything that the key issued: for operators, not for
   * requests.
   *
   * @param issuer id of the key
   * @param successor id of the key that issues instead
   * @param exceptProfiles certificates of these profiles do not count; at least one
   */
  Outstanding outstanding(String issuer, String successor, Instant at, Set<String> exceptProfiles);

  /**
   * Certificates that are neither revoked nor expired.
   *
   * @param subjectsWithoutSuccessor how many of their subjects have no such certificate of the
   *     successor
   * @param last when the last of them expires; the epoch when there is none
   */
  record Outstanding(long certificates, long subjectsWithoutSuccessor, Instant last) {}

  /**
   * @param at when it was revoked
   * @param reason CRLReason of RFC 5280 5.3.1: 0 to 10, never 7, which has no meaning, nor 8, which
   *     takes a revocation back
   */
  record Revocation(Instant at, int reason) {
    public Revocation {
      if (reason < 0 || reason > 10 || reason == 7 || reason == 8) {
        throw new IllegalArgumentException("no reason for a revocation: " + reason);
      }
    }
  }

  /** One line of a CRL. */
  record RevokedRow(BigInteger serial, Instant at, int reason) {}

  /**
   * @param subject part of the subject's text in either case, empty for any
   * @param identity the requester, empty for any
   * @param limit 1 to 1,000
   * @param before only rows issued before this time, for the next page; {@link Instant#MAX} for the
   *     first
   */
  record CertificateQuery(String subject, String identity, int limit, Instant before) {
    public CertificateQuery {
      if (limit < 1 || limit > 1_000) {
        throw new IllegalArgumentException("a page has 1 to 1,000 rows, not " + limit);
      }
    }
  }
}
