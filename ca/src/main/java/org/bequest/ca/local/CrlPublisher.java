package org.bequest.ca.local;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.bequest.ca.Issuer;
import org.bequest.ca.crl.CrlBuilder;
import org.bequest.ca.crl.TbsCertList;
import org.bequest.ca.der.SignedStructure;
import org.bequest.ca.signer.CertificateSigner;
import org.bequest.crypto.Signatures;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateStore.RevokedRow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the CRLs of one key and keeps the newest in memory. */
final class CrlPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(CrlPublisher.class);

  private final CertificateSigner signer;
  private final CaStores stores;
  private final CrlConfig config;
  private final InstantSource clock;
  private final CrlBuilder builder;
  private final ReentrantLock building = new ReentrantLock();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile byte @Nullable [] newest;

  CrlPublisher(CertificateSigner signer, CaStores stores, CrlConfig config, InstantSource clock) {
    this.signer = signer;
    this.stores = stores;
    this.config = config;
    this.clock = clock;
    this.builder = new CrlBuilder(signer.issuer());
  }

  Issuer issuer() {
    return signer.issuer();
  }

  byte[] publish() {
    building.lock();
    try {
      byte[] crl = build();
      newest = crl;
      return crl;
    } finally {
      building.unlock();
    }
  }

  /** Built now when there is none yet. */
  byte[] newest() {
    byte[] crl = newest;
    return crl != null ? crl : publish();
  }

  /** Builds a CRL soon. Calls that come before the build begins share it. */
  void publishSoon() {
    if (waiting.compareAndSet(false, true)) {
      Thread.ofVirtual().name("crl").start(this::publishWaiting);
    }
  }

  private void publishWaiting() {
    building.lock();
    try {
      waiting.set(false);
      newest = build();
    } catch (RuntimeException e) {
      LOG.error("The CRL could not be renewed; the one before it is served on", e);
    } finally {
      building.unlock();
    }
  }

  private byte[] build() {
    Issuer issuer = signer.issuer();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    CrlBuilder.Header header =
        new CrlBuilder.Header(
            BigInteger.valueOf(stores.sequences().next("crl:" + issuer.id())),
            now.minus(config.backdate()),
            now.plus(config.validity()));
    try (Stream<RevokedRow> revoked = stores.certificates().revoked(issuer.id(), now)) {
      TbsCertList list = builder.build(header, revoked);
      byte[] crl = sign(list);
      stores.audit().append(audit(list, now));
      return crl;
    }
  }

  private byte[] sign(TbsCertList list) {
    SignedStructure signed = signer.sign(list);
    Signatures.Verdict verdict =
        Signatures.verify(
            signer.issuer().publicKey(),
            signer.issuer().signatureAlgorithm(),
            list.toBeSigned(),
            signed.signature());
    if (verdict != Signatures.Verdict.VALID) {
      throw new IllegalStateException("the authority's own signature does not verify");
    }
    return signed.encode();
  }

  private AuditEntry audit(TbsCertList list, Instant now) {
    Map<String, String> details =
        Map.of(
            "issuer", signer.issuer().id(),
            "entries", Integer.toString(list.entries()),
            "next-update", list.nextUpdate().toString());
    return new AuditEntry(now, "crl.publish", "system:ca", list.number().toString(), "ok", details);
  }
}
