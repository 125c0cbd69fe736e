package org.bequest.ca.testing;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CertificateStore;

/** A store that accepts everything and remembers nothing, to measure what is around it. */
public final class Forgetful implements CertificateStore {
  @Override
  public Recorded record(CertificateRow certificate, AuditEntry audit, Consequences consequences) {
    return Recorded.COMMITTED;
  }

  @Override
  public Optional<CertificateRow> find(String issuer, BigInteger serial) {
    return Optional.empty();
  }

  @Override
  public Optional<String> revocationChallenge(String issuer, BigInteger serial) {
    return Optional.empty();
  }

  @Override
  public CertificateStatus status(String issuer, BigInteger serial) {
    return new CertificateStatus.Unknown();
  }

  @Override
  public List<CertificateRow> againstKey(byte[] spkiSha256, String subject) {
    return List.of();
  }

  @Override
  public List<CertificateRow> ofKey(byte[] spkiSha256, int most) {
    return List.of();
  }

  @Override
  public List<BigInteger> superseded(String issuer, Instant at, int most) {
    return List.of();
  }

  @Override
  public Outstanding outstanding(
      String issuer, String successor, Instant at, Set<String> exceptProfiles) {
    return new Outstanding(0, 0, Instant.EPOCH);
  }

  @Override
  public List<CertificateRow> list(CertificateQuery query) {
    return List.of();
  }

  @Override
  public Optional<CertificateRow> revoke(
      String issuer, BigInteger serial, Revocation revocation, AuditEntry audit) {
    return Optional.empty();
  }

  @Override
  public Optional<CertificateRow> release(String issuer, BigInteger serial, AuditEntry audit) {
    return Optional.empty();
  }

  @Override
  public Stream<RevokedRow> revoked(String issuer, Instant at) {
    return Stream.empty();
  }
}
