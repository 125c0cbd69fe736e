package org.bequest.store.sql;

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

/** Certificates in SQL. The statements are in {@link CertificateSql}. */
final class SqlCertificates implements CertificateStore {
  private static final int CRL_PAGE = 10_000;

  private final Writer writer;
  private final Readers readers;

  SqlCertificates(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public Recorded record(CertificateRow certificate, AuditEntry audit, Consequences consequences) {
    byte[] serial =
        Columns.serial(certificate.serial())
            .orElseThrow(() -> new IllegalArgumentException("serial not in 1 .. 2^160-1"));
    var recording = new Recording(certificate, serial, audit, consequences);
    return writer.write(recording::run);
  }

  @Override
  public Optional<CertificateRow> find(String issuer, BigInteger serial) {
    return Columns.serial(serial)
        .flatMap(key -> readers.read(statements -> CertificateSql.find(statements, issuer, key)));
  }

  @Override
  public Optional<String> revocationChallenge(String issuer, BigInteger serial) {
    return Columns.serial(serial)
        .flatMap(key ->
            readers.read(statements -> RevocationChallengeSql.find(statements, issuer, key)));
  }

  @Override
  public CertificateStatus status(String issuer, BigInteger serial) {
    var key = Columns.serial(serial);
    return key.isEmpty()
        ? new CertificateStatus.Unknown()
        : readers.read(statements -> CertificateSql.status(statements, issuer, key.get()));
  }

  @Override
  public List<CertificateRow> againstKey(byte[] spkiSha256, String subject) {
    return readers.read(statements -> CertificateSql.againstKey(statements, spkiSha256, subject));
  }

  @Override
  public List<CertificateRow> ofKey(byte[] spkiSha256, int most) {
    return readers.read(statements -> CertificateSql.ofKey(statements, spkiSha256, most));
  }

  @Override
  public List<BigInteger> superseded(String issuer, Instant at, int most) {
    return readers.read(statements -> SupersessionSql.due(statements, issuer, at, most));
  }

  @Override
  public Outstanding outstanding(
      String issuer, String successor, Instant at, Set<String> exceptProfiles) {
    return readers.read(statements ->
        OutstandingSql.read(
            statements, new OutstandingSql.Question(issuer, successor, at, exceptProfiles)));
  }

  @Override
  public List<CertificateRow> list(CertificateQuery query) {
    return readers.read(statements -> CertificateSql.list(statements, query));
  }

  @Override
  public Optional<CertificateRow> revoke(
      String issuer, BigInteger serial, Revocation revocation, AuditEntry audit) {
    var key = Columns.serial(serial);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return writer.write(transaction -> {
      if (CertificateSql.revoke(transaction.statements(), issuer, key.get(), revocation)) {
        transaction.append(audit);
      }
      SupersessionSql.forget(transaction.statements(), issuer, key.get());
      ProvisionalSql.forget(transaction.statements(), issuer, key.get());
      return CertificateSql.find(transaction.statements(), issuer, key.get());
    });
  }

  @Override
  public Optional<CertificateRow> release(String issuer, BigInteger serial, AuditEntry audit) {
    var key = Columns.serial(serial);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return writer.write(transaction -> {
      if (CertificateSql.release(transaction.statements(), issuer, key.get())) {
        transaction.append(audit);
      }
      return CertificateSql.find(transaction.statements(), issuer, key.get());
    });
  }

  /**
   * Page by page: no connection is held between two pages, so that a reader of a million rows who
   * is slow, or never closes the stream, keeps nobody waiting.
   */
  @Override
  public Stream<RevokedRow> revoked(String issuer, Instant at) {
    return Stream.iterate(
            page(issuer, at, BigInteger.ZERO),
            page -> !page.isEmpty(),
            page -> next(page, issuer, at))
        .flatMap(List::stream);
  }

  private List<RevokedRow> next(List<RevokedRow> page, String issuer, Instant at) {
    return page.size() < CRL_PAGE ? List.of() : page(issuer, at, page.getLast().serial());
  }

  private List<RevokedRow> page(String issuer, Instant at, BigInteger after) {
    byte[] key = Columns.serial(after).orElseGet(() -> new byte[Columns.SERIAL_LENGTH]);
    var page = new CertificateSql.CrlPage(issuer, at, key, CRL_PAGE);
    return readers.read(statements -> CertificateSql.revoked(statements, page));
  }
}
