package org.bequest.ca.local;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.IssuedCertificates;
import org.bequest.ca.Issuer;
import org.bequest.ca.RevocationAuthority;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.crypto.ProvenCsr;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.Revocation;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;

/**
 * An authority's keys with their store and their CRLs. The authorities that labels point to are
 * made {@link #under} it: they share the keys and differ in the profile.
 */
public final class IssuingAuthority implements RevocationAuthority, IssuedCertificates {
  private static final int SUPERSEDED_AT_ONCE = 1_000;

  private final CaStores stores;
  private final CrlConfig crl;
  private final InstantSource clock;
  private volatile Ring ring;

  /**
   * The keys and what publishes for each, replaced together.
   *
   * @param lists in the order of the keys
   */
  private record Ring(Generations generations, List<CrlPublisher> lists) {}

  /** With one key that issues and no other. */
  public IssuingAuthority(IssuingKey key, CaStores stores, CrlConfig crl, InstantSource clock) {
    this(Generations.of(key), stores, crl, clock);
  }

  public IssuingAuthority(
      Generations generations, CaStores stores, CrlConfig crl, InstantSource clock) {
    this.stores = stores;
    this.crl = crl;
    this.clock = clock;
    this.ring = new Ring(generations, publishers(generations, List.of()));
  }

  private List<CrlPublisher> publishers(Generations generations, List<CrlPublisher> present) {
    return generations.keys().stream()
        .map(key ->
            present.stream()
                .filter(p -> p.issuer().id().equals(key.issuer().id()))
                .findFirst()
                .orElseGet(() -> new CrlPublisher(key.signer(), stores, crl, clock)))
        .toList();
  }

  /** The keys that count now; the same object until they change. */
  public Generations generations() {
    return ring.generations();
  }

  /**
   * Takes over other keys at once. Requests that have begun end with the key that they began with;
   * the list of a key that is new here is published before this returns.
   */
  public synchronized void replace(Generations next) {
    Ring replacement = new Ring(next, publishers(next, ring.lists()));
    replacement.lists().forEach(CrlPublisher::newest);
    ring = replacement;
  }

  /** The authority that a label points to. */
  public LocalCa under(Profile profile, LabelRules rules) {
    if (profile.builtIn()) {
      throw new IllegalArgumentException(profile.name() + " is not for labels");
    }
    return new LocalCa(this, profile, rules);
  }

  /**
   * Issues a certificate that the service itself needs, by the same steps as any other.
   *
   * @param profile a built-in one
   * @param names the grant
   */
  public Decision issueOwn(Profile profile, ProvenCsr csr, List<String> names) {
    return OwnIssuance.issue(issuance(generations()), profile, csr, names);
  }

  /** The key that issues now. */
  public IssuingKey key() {
    return generations().issuing();
  }

  /** A certificate that any of the keys issued. */
  public Optional<CertificateRow> find(BigInteger serial) {
    return generations().keys().stream()
        .flatMap(k -> stores.certificates().find(k.issuer().id(), serial).stream())
        .findFirst();
  }

  /** Whether this authority issued exactly this certificate, and it is good now. */
  public Optional<CertificateRow> good(byte[] certificate, BigInteger serial) {
    return generations().keys().stream()
        .flatMap(k -> stores.certificates().find(k.issuer().id(), serial).stream())
        .filter(r -> Arrays.equals(r.encoded(), certificate))
        .filter(r -> r.revocation().isEmpty() && !clock.instant().isAfter(r.notAfter()))
        .findFirst();
  }

  Issuance.Authority issuance(Generations generations) {
    IssuingKey key = generations.issuing();
    return new Issuance.Authority(key.signer(), key.chain(), stores.certificates(), clock);
  }

  OwnCertificates ownCertificates(Generations generations) {
    List<Issuer> issuers = generations.keys().stream().map(IssuingKey::issuer).toList();
    return new OwnCertificates(issuers, stores.certificates(), clock);
  }

  @Override
  public Optional<CertificateRow> find(X500Name issuer, BigInteger serial) {
    return generations().keys().stream()
        .map(IssuingKey::issuer)
        .filter(i -> i.name().equals(issuer))
        .flatMap(i -> stores.certificates().find(i.id(), serial).stream())
        .findFirst();
  }

  @Override
  public Result revoke(CertificateRow row, Order order) {
    for (CrlPublisher list : ring.lists()) {
      if (list.issuer().id().equals(row.issuer())) {
        Optional<CertificateRow> done =
            order.reason() == CRLReason.removeFromCRL
                ? release(row, order)
                : revoke(row.issuer(), row.serial(), order);
        list.publishSoon();
        return done.<Result>map(Result.Done::new)
            .orElseGet(() -> new Result.Failed("there is no such certificate"));
      }
    }
    return new Result.Failed("the key that issued it is retired");
  }

  private Optional<CertificateRow> release(CertificateRow row, Order order) {
    AuditEntry audit = audit("certificate.release", row.issuer(), row.serial(), order);
    return stores.certificates().release(row.issuer(), row.serial(), audit);
  }

  @Override
  public Optional<CertificateRow> revoke(BigInteger serial, int reason, String actor) {
    Order order = new Order(reason, actor, Map.of());
    for (CrlPublisher list : ring.lists()) {
      Optional<CertificateRow> row = revoke(list.issuer().id(), serial, order);
      if (row.isPresent()) {
        list.publishSoon();
        return row;
      }
    }
    return Optional.empty();
  }

  private Optional<CertificateRow> revoke(String issuer, BigInteger serial, Order order) {
    checkReason(order.reason());
    AuditEntry audit = audit("certificate.revoke", issuer, serial, order);
    Revocation revocation = new Revocation(audit.at(), order.reason());
    return stores.certificates().revoke(issuer, serial, revocation, audit);
  }

  private AuditEntry audit(String action, String issuer, BigInteger serial, Order order) {
    Map<String, String> details = new HashMap<>(order.details());
    details.put("issuer", issuer);
    details.put("reason", Integer.toString(order.reason()));
    return new AuditEntry(
        clock.instant(), action, order.actor(), serial.toString(16), "ok", details);
  }

  /**
   * Revokes the certificates that a renewal has replaced and whose time has come.
   *
   * @return how many
   */
  public int revokeSuperseded() {
    int revoked = 0;
    for (CrlPublisher list : ring.lists()) {
      String issuer = list.issuer().id();
      List<BigInteger> due =
          stores.certificates().superseded(issuer, clock.instant(), SUPERSEDED_AT_ONCE);
      Order order = new Order(CRLReason.superseded, "system:renewal", Map.of());
      due.forEach(serial -> revoke(issuer, serial, order));
      if (!due.isEmpty()) {
        list.publishSoon();
      }
      revoked += due.size();
    }
    return revoked;
  }

  /** A certificate of this issuer was revoked with its renewal. */
  void revokedByRenewal(String issuer) {
    ring.lists().stream()
        .filter(list -> list.issuer().id().equals(issuer))
        .forEach(CrlPublisher::publishSoon);
  }

  /** RFC 5280 5.3.1: 7 is not used, and 8 takes an entry back, which only a delta CRL does. */
  private static void checkReason(int reason) {
    boolean known = reason >= CRLReason.unspecified && reason <= CRLReason.aACompromise;
    if (!known || reason == 7 || reason == CRLReason.removeFromCRL) {
      throw new IllegalArgumentException("no reason for a revocation: " + reason);
    }
  }

  /** One for each key; the list of the key that issues is returned. */
  @Override
  public byte[] publishCrl() {
    List<CrlPublisher> lists = ring.lists();
    lists.subList(1, lists.size()).forEach(CrlPublisher::publish);
    return lists.getFirst().publish();
  }

  @Override
  public List<byte[]> crls() {
    return ring.lists().stream().map(CrlPublisher::newest).toList();
  }
}
