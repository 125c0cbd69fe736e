package org.bequest.ca.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.RevocationLists;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bequest.store.CertificateStore.Revocation;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What can be done about the certificates of an authority elsewhere: its lists are served from
 * files, and where it has a revoker, it is told first and the store after it.
 */
public final class ForeignRevocation implements RevocationLists {
  private final RevocationLists files;
  private final Backend backend;
  private final Optional<Revoker> revoker;
  private final CertificateStore certificates;
  private final InstantSource clock;

  public ForeignRevocation(
      RevocationLists files, Backend backend, Optional<Revoker> revoker, ForeignContext context) {
    this.files = files;
    this.backend = backend;
    this.revoker = revoker;
    this.certificates = context.certificates();
    this.clock = context.clock();
  }

  /** Revoked there and here, or why not. */
  public sealed interface Result {
    record Revoked(CertificateRow row) implements Result {}

    /** Nothing was changed here. */
    record Failed(String why) implements Result {}
  }

  @Override
  public List<byte[]> crls() {
    return files.crls();
  }

  @Override
  public boolean ready() {
    return files.ready();
  }

  /** A certificate that this authority issued through us. */
  public Optional<CertificateRow> find(BigInteger serial) {
    return new IssuerCertificates(backend.caCertificates())
        .issuers().stream()
            .flatMap(issuer -> certificates.find(issuer.id(), serial).stream())
            .findFirst();
  }

  /**
   * @param reason CRLReason of RFC 5280 5.3.1, and its word
   */
  public Result revoke(CertificateRow row, Map.Entry<Integer, String> reason, String actor) {
    if (row.revocation().isPresent()) {
      return new Result.Revoked(row);
    }
    if (revoker.isEmpty()) {
      return new Result.Failed("this authority's certificates are not revoked from here");
    }
    return revoker
        .get()
        .revoke(holder(row), reason.getValue(), actor)
        .<Result>map(Result.Failed::new)
        .orElseGet(() -> recorded(row, reason.getKey(), actor));
  }

  private Result recorded(CertificateRow row, int reason, String actor) {
    Instant now = clock.instant();
    Map<String, String> details =
        Map.of("issuer", row.issuer(), "reason", Integer.toString(reason));
    AuditEntry audit =
        new AuditEntry(now, "certificate.revoke", actor, row.serial().toString(16), "ok", details);
    return certificates
        .revoke(row.issuer(), row.serial(), new Revocation(now, reason), audit)
        .<Result>map(Result.Revoked::new)
        .orElseThrow(() -> new IllegalStateException("a certificate that was found is gone"));
  }

  private static X509CertificateHolder holder(CertificateRow row) {
    try {
      return new X509CertificateHolder(row.encoded());
    } catch (IOException e) {
      throw new UncheckedIOException("the store has a row that is no certificate", e);
    }
  }
}
