package org.bequest.server.receipt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.bequest.crypto.Providers;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.store.AuditEntry;
import org.bequest.store.KeyPackageRow;
import org.bequest.store.KeyPackageRow.Certified;
import org.bequest.store.KeyPackages;
import org.bouncycastle.cert.X509CertificateHolder;

/** Writes down what is sent, before it is sent, and what comes back. */
public final class PackageBook {
  /** RFC 7191 section 9: no two originators should come to the same identifier. */
  private static final int ID_LENGTH = 16;

  private final KeyPackages packages;
  private final InstantSource clock;
  private final SecureRandom random = Providers.random();

  public PackageBook(KeyPackages packages, InstantSource clock) {
    this.packages = packages;
    this.clock = clock;
  }

  /** An identifier for a package that is being made. */
  public PackageId newId() {
    byte[] id = new byte[ID_LENGTH];
    random.nextBytes(id);
    return PackageId.of(id);
  }

  /** Returns when it is remembered; then the package may leave. */
  public void sent(Sending sending) {
    String id = hex(sending.id().orElseGet(this::newId).octets());
    Instant now = clock.instant();
    KeyPackageRow row =
        new KeyPackageRow(
            id,
            sending.label(),
            sending.identity(),
            sending.form(),
            certified(sending.certificate()),
            sending.receiptAsked(),
            now,
            Optional.empty());
    packages.sent(
        row,
        new AuditEntry(
            now,
            "package.send",
            sending.identity(),
            id,
            "ok",
            Map.of(
                "form", sending.form(),
                "label", sending.label(),
                "request", sending.requestId(),
                "serial", row.certificate().serial())));
  }

  KeyPackages packages() {
    return packages;
  }

  Instant now() {
    return clock.instant();
  }

  static Certified certified(X509CertificateHolder certificate) {
    return new Certified(
        sha256(certificate),
        certificate.getSerialNumber().toString(16),
        SubjectNames.of(certificate.getSubject()).subjectText());
  }

  static String sha256(X509CertificateHolder certificate) {
    try {
      return sha256(certificate.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all parts, one after the other. */
  static String sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return hex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
