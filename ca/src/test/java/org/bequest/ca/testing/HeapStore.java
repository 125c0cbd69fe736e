package org.bequest.ca.testing;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.ca.local.CaStores;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CertificateStore;
import org.bequest.store.Sequences;

/** A store that forgets everything at the end of its test. */
public final class HeapStore implements CertificateStore, AuditLog, Sequences {
  private record Key(String issuer, BigInteger serial) {}

  private final Map<Key, CertificateRow> rows = new LinkedHashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Set<String> spent = new HashSet<>();
  private int duplicates;

  public CaStores stores() {
    return new CaStores(this, this, this);
  }

  /** Makes the next so many serial numbers taken. */
  public synchronized void pretendDuplicates(int count) {
    duplicates = count;
  }

  public synchronized List<CertificateRow> rows() {
    return List.copyOf(rows.values());
  }

  public synchronized List<AuditEntry> audited(String action) {
    return entries.stream().filter(e -> e.action().equals(action)).toList();
  }

  @Override
  public synchronized Recorded record(
      CertificateRow certificate, AuditEntry audit, Optional<String> passwordId) {
    Key key = new Key(certificate.issuer(), certificate.serial());
    if (duplicates > 0 || rows.containsKey(key)) {
      duplicates--;
      return Recorded.DUPLICATE_SERIAL;
    }
    if (passwordId.isPresent() && !spent.add(passwordId.get())) {
      return Recorded.PASSWORD_SPENT;
    }
    rows.put(key, certificate);
    entries.add(audit);
    return Recorded.COMMITTED;
  }

  @Override
  public synchronized Optional<CertificateRow> find(String issuer, BigInteger serial) {
    return Optional.ofNullable(rows.get(new Key(issuer, serial)));
  }

  @Override
  public synchronized CertificateStatus status(String issuer, BigInteger serial) {
    return find(issuer, serial)
        .<CertificateStatus>map(r ->
            r.revocation()
                .<CertificateStatus>map(CertificateStatus.Revoked::new)
                .orElseGet(CertificateStatus.Good::new))
        .orElseGet(CertificateStatus.Unknown::new);
  }

  @Override
  public synchronized List<CertificateRow> ofOtherSubjects(byte[] spkiSha256, String subject) {
    return rows.values().stream()
        .filter(r -> Arrays.equals(r.spkiSha256(), spkiSha256) && r.revocation().isEmpty())
        .filter(r -> !r.subject().equals(subject))
        .toList();
  }

  @Override
  public synchronized List<CertificateRow> list(CertificateQuery query) {
    return rows().reversed().stream().limit(query.limit()).toList();
  }

  @Override
  public synchronized Optional<CertificateRow> revoke(
      String issuer, BigInteger serial, Revocation revocation, AuditEntry audit) {
    Optional<CertificateRow> row = find(issuer, serial);
    if (row.isEmpty() || row.get().revocation().isPresent()) {
      return row;
    }
    CertificateRow revoked = revoked(row.get(), revocation);
    rows.put(new Key(issuer, serial), revoked);
    entries.add(audit);
    return Optional.of(revoked);
  }

  @Override
  public synchronized Stream<RevokedRow> revoked(String issuer, Instant at) {
    return rows().stream()
        .filter(r -> r.issuer().equals(issuer) && r.notAfter().isAfter(at))
        .flatMap(
            r -> r.revocation().map(v -> new RevokedRow(r.serial(), v.at(), v.reason())).stream())
        .sorted(Comparator.comparing(RevokedRow::serial));
  }

  @Override
  public synchronized void append(AuditEntry entry) {
    entries.add(entry);
  }

  @Override
  public List<Numbered> after(long number, int limit) {
    return List.of();
  }

  @Override
  public Optional<Long> firstBroken() {
    return Optional.empty();
  }

  @Override
  public synchronized long next(String name) {
    return numbers.merge(name, 1L, Long::sum);
  }

  @Override
  public synchronized void raise(String name, long atLeast) {
    numbers.merge(name, atLeast, Math::max);
  }

  private static CertificateRow revoked(CertificateRow row, Revocation revocation) {
    return new CertificateRow(
        row.issuer(),
        row.serial(),
        row.subject(),
        row.identity(),
        row.label(),
        row.profile(),
        row.notBefore(),
        row.notAfter(),
        row.issuedAt(),
        row.spkiSha256(),
        row.encoded(),
        Optional.of(revocation));
  }
}
