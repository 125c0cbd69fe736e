package org.bequest.ca.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bequest.ca.local.CaStores;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog.Numbered;
import org.bequest.store.AuthorityKeys;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CertificateStore;
import org.bequest.store.CredentialStore.OneTimePassword;
import org.bequest.store.RequestStore;
import org.bequest.store.Store;
import org.bequest.store.StoreException;
import org.bequest.store.sql.SqlStore;

/** A real database, which a test can look into, and which calls serial numbers taken when told. */
public final class TestStore implements CertificateStore, AutoCloseable {
  private static final int MOST = 1_000;

  private final AtomicInteger untilBreak = new AtomicInteger(-1);
  private final AtomicInteger duplicates = new AtomicInteger();
  private final Store store;
  private final CertificateStore certificates;

  public TestStore(Path directory) {
    store = SqlStore.open(directory.resolve("ca.db"));
    certificates = store.certificates();
  }

  public CaStores stores() {
    return new CaStores(this, store.sequences(), store.audit());
  }

  public AuthorityKeys authorityKeys() {
    return store.authorityKeys();
  }

  /** As if the process were killed at this record, counted from now; never with {@code -1}. */
  public void breakAtRecord(int count) {
    untilBreak.set(count);
  }

  public RequestStore requests() {
    return store.requests();
  }

  /** Makes the next so many serial numbers taken. */
  public void pretendDuplicates(int count) {
    duplicates.set(count);
  }

  /** A one-time password of which nothing matters but its id, good for an hour. */
  public void addPassword(String id, Instant now) {
    byte[] hash = Arrays.copyOf(id.getBytes(StandardCharsets.UTF_8), 32);
    store
        .credentials()
        .addPassword(
            new OneTimePassword(
                id, hash, "", id, now, now.plus(Duration.ofHours(1)), Optional.empty()),
            new AuditEntry(now, "otp.create", "operator:test", id, "ok", Map.of()));
  }

  /** Every certificate, the newest first. */
  public List<CertificateRow> rows() {
    return list(new CertificateQuery("", "", MOST, Instant.MAX));
  }

  public List<AuditEntry> audited(String action) {
    return store.audit().after(0, MOST).stream()
        .map(Numbered::entry)
        .filter(e -> e.action().equals(action))
        .toList();
  }

  @Override
  public Recorded record(CertificateRow certificate, AuditEntry audit, Consequences consequences) {
    if (untilBreak.getAndUpdate(n -> Math.max(-1, n - 1)) == 0) {
      throw new StoreException("killed");
    }
    return duplicates.getAndUpdate(n -> Math.max(0, n - 1)) > 0
        ? Recorded.DUPLICATE_SERIAL
        : certificates.record(certificate, audit, consequences);
  }

  @Override
  public Optional<CertificateRow> find(String issuer, BigInteger serial) {
    return certificates.find(issuer, serial);
  }

  @Override
  public Optional<String> revocationChallenge(String issuer, BigInteger serial) {
    return certificates.revocationChallenge(issuer, serial);
  }

  @Override
  public CertificateStatus status(String issuer, BigInteger serial) {
    return certificates.status(issuer, serial);
  }

  @Override
  public List<CertificateRow> againstKey(byte[] spkiSha256, String subject) {
    return certificates.againstKey(spkiSha256, subject);
  }

  @Override
  public List<CertificateRow> ofKey(byte[] spkiSha256, int most) {
    return certificates.ofKey(spkiSha256, most);
  }

  @Override
  public List<BigInteger> superseded(String issuer, Instant at, int most) {
    return certificates.superseded(issuer, at, most);
  }

  @Override
  public Outstanding outstanding(
      String issuer, String successor, Instant at, Set<String> exceptProfiles) {
    return certificates.outstanding(issuer, successor, at, exceptProfiles);
  }

  @Override
  public List<CertificateRow> list(CertificateQuery query) {
    return certificates.list(query);
  }

  @Override
  public Optional<CertificateRow> revoke(
      String issuer, BigInteger serial, Revocation revocation, AuditEntry audit) {
    return certificates.revoke(issuer, serial, revocation, audit);
  }

  @Override
  public Optional<CertificateRow> release(String issuer, BigInteger serial, AuditEntry audit) {
    return certificates.release(issuer, serial, audit);
  }

  @Override
  public Stream<RevokedRow> revoked(String issuer, Instant at) {
    return certificates.revoked(issuer, at);
  }

  @Override
  public void close() {
    store.close();
  }
}
