package org.bequest.ca.local;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.RevocationAuthority;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.crypto.ProvenCsr;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.Revocation;
import org.bouncycastle.asn1.x509.CRLReason;

/**
 * One issuing key with its store and its CRL. The authorities that labels point to are made {@link
 * #under} it: they share the key and differ in the profile.
 */
public final class IssuingAuthority implements RevocationAuthority {
  private final IssuingKey key;
  private final CaStores stores;
  private final InstantSource clock;
  private final CrlPublisher crls;

  public IssuingAuthority(IssuingKey key, CaStores stores, CrlConfig crl, InstantSource clock) {
    this.key = key;
    this.stores = stores;
    this.clock = clock;
    this.crls = new CrlPublisher(key.signer(), stores, crl, clock);
  }

  /**
   * The authority that a label points to.
   *
   * @param linkingRequired whether /csrattrs asks for the channel binding (RFC 7030 3.5)
   */
  public LocalCa under(Profile profile, boolean linkingRequired) {
    if (profile.builtIn()) {
      throw new IllegalArgumentException(profile.name() + " is not for labels");
    }
    return new LocalCa(this, profile, linkingRequired);
  }

  /**
   * Issues a certificate that the service itself needs, by the same steps as any other.
   *
   * @param profile a built-in one
   * @param names the grant
   */
  public Decision issueOwn(Profile profile, ProvenCsr csr, List<String> names) {
    return OwnIssuance.issue(issuance(), profile, csr, names);
  }

  public IssuingKey key() {
    return key;
  }

  /** Whether this authority issued exactly this certificate, and it is good now. */
  public Optional<CertificateRow> good(byte[] certificate, BigInteger serial) {
    return stores
        .certificates()
        .find(key.issuer().id(), serial)
        .filter(r -> Arrays.equals(r.encoded(), certificate))
        .filter(r -> r.revocation().isEmpty() && !clock.instant().isAfter(r.notAfter()));
  }

  Issuance.Authority issuance() {
    return new Issuance.Authority(key.signer(), key.chain(), stores.certificates(), clock);
  }

  OwnCertificates ownCertificates() {
    return new OwnCertificates(key.issuer(), stores.certificates(), clock);
  }

  @Override
  public Optional<CertificateRow> revoke(BigInteger serial, int reason, String actor) {
    checkReason(reason);
    Instant now = clock.instant();
    String issuer = key.issuer().id();
    Map<String, String> details = Map.of("issuer", issuer, "reason", Integer.toString(reason));
    AuditEntry audit =
        new AuditEntry(now, "certificate.revoke", actor, serial.toString(16), "ok", details);
    Optional<CertificateRow> row =
        stores.certificates().revoke(issuer, serial, new Revocation(now, reason), audit);
    if (row.isPresent()) {
      crls.publishSoon();
    }
    return row;
  }

  /** RFC 5280 5.3.1: 7 is not used, and 8 takes an entry back, which only a delta CRL does. */
  private static void checkReason(int reason) {
    boolean known = reason >= CRLReason.unspecified && reason <= CRLReason.aACompromise;
    if (!known || reason == 7 || reason == CRLReason.removeFromCRL) {
      throw new IllegalArgumentException("no reason for a revocation: " + reason);
    }
  }

  @Override
  public byte[] publishCrl() {
    return crls.publish();
  }

  @Override
  public List<byte[]> crls() {
    return List.of(crls.newest());
  }
}
