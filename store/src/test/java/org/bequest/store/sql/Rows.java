package org.bequest.store.sql;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CredentialStore.OneTimePassword;

/** Rows for tests, alike but for what a test is about. */
final class Rows {
  static final String ISSUER = "ab".repeat(32);
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");

  private Rows() {}

  static CertificateRow certificate(long serial) {
    return certificate(ISSUER, BigInteger.valueOf(serial), NOW);
  }

  static CertificateRow certificate(String issuer, BigInteger serial, Instant issuedAt) {
    byte[] spki = new byte[32];
    byte[] number = serial.toByteArray();
    System.arraycopy(number, 0, spki, 0, Math.min(number.length, spki.length));
    return new CertificateRow(
        issuer,
        serial,
        "CN=device-" + serial,
        "otp:device-" + serial,
        "plant7",
        "device",
        NOW,
        NOW.plusSeconds(86_400),
        issuedAt,
        spki,
        new byte[600],
        Optional.empty());
  }

  static AuditEntry audit(String subject) {
    return new AuditEntry(
        NOW, "certificate.issue", "user:alice", subject, "ok", Map.of("profile", "device"));
  }

  static OneTimePassword password(String id) {
    byte[] hash = new byte[32];
    hash[0] = (byte) id.hashCode();
    hash[1] = (byte) (id.hashCode() >> 8);
    return new OneTimePassword(
        id, hash, "", "device-" + id, NOW, NOW.plusSeconds(3600), Optional.empty());
  }
}
