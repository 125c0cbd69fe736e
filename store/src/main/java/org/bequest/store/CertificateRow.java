package org.bequest.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.bequest.store.CertificateStore.Revocation;

/**
 * One issued certificate.
 *
 * @param issuer id of the CA key that signed: lower-case hex of the SHA-256 of its
 *     SubjectPublicKeyInfo
 * @param serial 1 to 2^160-1, unique for the issuer
 * @param subject RFC 4514 text, for people and searches only
 * @param identity who asked: {@code user:alice}, {@code otp:device-7}, {@code
 *     cert:<issuer>:<serial>}
 * @param label path segment of the request, empty for the default label
 * @param spkiSha256 32 bytes
 * @param encoded DER of the certificate
 * @param lineage where it comes from; empty for one that renews none
 */
public record CertificateRow(
    String issuer,
    BigInteger serial,
    String subject,
    String identity,
    String label,
    String profile,
    Instant notBefore,
    Instant notAfter,
    Instant issuedAt,
    byte[] spkiSha256,
    byte[] encoded,
    Optional<Revocation> revocation,
    Optional<Lineage> lineage) {
  /** A certificate that renews none. */
  public CertificateRow(
      String issuer,
      BigInteger serial,
      String subject,
      String identity,
      String label,
      String profile,
      Instant notBefore,
      Instant notAfter,
      Instant issuedAt,
      byte[] spkiSha256,
      byte[] encoded,
      Optional<Revocation> revocation) {
    this(
        issuer,
        serial,
        subject,
        identity,
        label,
        profile,
        notBefore,
        notAfter,
        issuedAt,
        spkiSha256,
        encoded,
        revocation,
        Optional.empty());
  }

  /** When the first certificate of its line was issued. */
  public Instant since() {
    return lineage.map(Lineage::since).orElse(issuedAt);
  }
}
