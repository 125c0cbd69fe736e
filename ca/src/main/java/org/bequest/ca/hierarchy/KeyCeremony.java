package org.bequest.ca.hierarchy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bequest.ca.Decision;
import org.bequest.ca.local.CaStores;
import org.bequest.ca.local.CrlConfig;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.local.OwnIssuance;
import org.bequest.ca.profile.BuiltInProfiles;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.CertificateSigner;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.ca.signer.NewCaKey;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates of authorities, each recorded and audited. They all begin at one moment. */
final class KeyCeremony {
  private final CaStores stores;
  private final Instant now;

  KeyCeremony(CaStores stores, InstantSource clock) {
    this.stores = stores;
    this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** A root's certificate by its own key: NewWithNew of RFC 4210 4.4. */
  X509CertificateHolder root(X500Name subject, NewCaKey key, Duration validity) {
    Profile profile = BuiltInProfiles.root(validity);
    SubjectNames names = new SubjectNames(subject, List.of());
    ProvenCsr csr = OwnRequest.proven(names, key.signer());
    CertificateSigner signer =
        key.selfSigner(
            csr.csr().subject(),
            profile.keyIdentifier().of(key.signer().publicKey()),
            now.plus(validity));
    return issued(
        OwnIssuance.selfSigned(
            signer,
            stores.certificates(),
            InstantSource.fixed(now),
            new OwnIssuance.Root(profile, csr, OwnRequest.grant(names))));
  }

  /** An issuing authority's certificate under a root, not longer than the root's. */
  X509CertificateHolder issuing(
      X500Name subject, NewCaKey key, Duration validity, IssuingKey root) {
    SubjectNames names = new SubjectNames(subject, List.of());
    return issued(
        under(root)
            .issueOwn(
                BuiltInProfiles.issuing(validity),
                OwnRequest.proven(names, key.signer()),
                OwnRequest.grant(names)));
  }

  /**
   * A root's key certified by another root's, for exactly this time: OldWithNew and NewWithOld of
   * RFC 4210 4.4.
   */
  X509CertificateHolder link(
      IssuingKey subject, IssuingKey issuer, Instant notBefore, Instant notAfter) {
    Profile profile =
        BuiltInProfiles.link(Duration.between(notBefore, now), Duration.between(now, notAfter));
    ProvenCsr csr = OwnRequest.proven(subject.request());
    return issued(under(issuer).issueOwn(profile, csr, OwnRequest.grant(csr.csr().names())));
  }

  /** When this ceremony takes place. */
  Instant now() {
    return now;
  }

  private IssuingAuthority under(IssuingKey key) {
    return new IssuingAuthority(key, stores, CrlConfig.DEFAULT, InstantSource.fixed(now));
  }

  static X509CertificateHolder issued(Decision decision) {
    return switch (decision) {
      case Decision.Issued issued -> issued.certificate();
      case Decision.Refused refused -> throw new CaKeyException(refused.detail());
      case Decision.Pending _, Decision.Later _ ->
          throw new IllegalStateException("the service itself waits for nobody");
    };
  }
}
