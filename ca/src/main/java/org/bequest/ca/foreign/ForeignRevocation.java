package org.bequest.ca.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.IssuedCertificates;
import org.bequest.ca.RevocationLists;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bequest.store.CertificateStore.Revocation;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What can be done about the certificates of an authority elsewhere: its lists are served from
 * files, and where it has a revoker, it is told first and the store after it.
 */
public final class ForeignRevocation implements RevocationLists, IssuedCertificates {
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

  @Override
  public Optional<CertificateRow> find(X500Name issuer, BigInteger serial) {
    return new IssuerCertificates(backend.caCertificates())
        .issuers().stream()
            .filter(i -> i.name().equals(issuer))
            .flatMap(i -> certificates.find(i.id(), serial).stream())
            .findFirst();
  }

  @Override
  public Result revoke(CertificateRow row, Order order) {
    if (order.reason() == CrlReason.REMOVE_FROM_CRL.code()) {
      return new Result.Failed("this authority's certificates are not taken off hold from here");
    }
    if (row.revocation().isPresent()) {
      return new Result.Done(row);
    }
    if (revoker.isEmpty()) {
      return new Result.Failed("this authority's certificates are not revoked from here");
    }
    return revoker
        .get()
        .revoke(holder(row), CrlReason.name(order.reason()), order.actor())
        .<Result>map(Result.Failed::new)
        .orElseGet(() -> recorded(row, order));
  }

  private Result recorded(CertificateRow row, Order order) {
    Instant now = clock.instant();
    Map<String, String> details = new HashMap<>(order.details());
    details.put("issuer", row.issuer());
    details.put("reason", Integer.toString(order.reason()));
    AuditEntry audit =
        new AuditEntry(
            now, "certificate.revoke", order.actor(), row.serial().toString(16), "ok", details);
    return certificates
        .revoke(row.issuer(), row.serial(), new Revocation(now, order.reason()), audit)
        .<Result>map(Result.Done::new)
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
