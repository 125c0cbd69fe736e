package org.bequest.ca.hierarchy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/** A root and an issuing authority under it. */
public record Hierarchy(IssuingKey root, IssuingKey issuing) {
  /**
   * Makes keys and certificates, records and audits both certificates, and writes both key files.
   * There are both files afterwards, or neither.
   *
   * @throws CaKeyException with one sentence when a file exists already or cannot be written
   */
  public static Hierarchy create(
      HierarchySpec spec, Secret password, CaStores stores, InstantSource clock) {
    checkAbsent(spec.rootFile());
    checkAbsent(spec.issuingFile());
    NewCaKey rootKey = NewCaKey.generate(spec.algorithm());
    NewCaKey issuingKey = NewCaKey.generate(spec.algorithm());
    X509CertificateHolder rootCertificate = root(spec, rootKey, stores, clock);
    IssuingKey root = rootKey.certified(List.of(rootCertificate));
    IssuingAuthority authority = new IssuingAuthority(root, stores, CrlConfig.DEFAULT, clock);
    X509CertificateHolder issuingCertificate = issuing(spec, issuingKey, authority);
    List<X509CertificateHolder> chain = List.of(issuingCertificate, rootCertificate);
    try {
      rootKey.save(spec.rootFile(), password, List.of(rootCertificate));
      issuingKey.save(spec.issuingFile(), password, chain);
    } catch (CaKeyException e) {
      delete(spec.rootFile());
      delete(spec.issuingFile());
      throw e;
    }
    return new Hierarchy(root, issuingKey.certified(chain));
  }

  private static X509CertificateHolder root(
      HierarchySpec spec, NewCaKey key, CaStores stores, InstantSource clock) {
    Profile profile = BuiltInProfiles.root(spec.rootValidity());
    SubjectNames names = OwnRequest.commonName(spec.name() + " Root CA");
    ProvenCsr csr = OwnRequest.proven(names, key.signer());
    X500Name subject = csr.csr().subject();
    CertificateSigner signer =
        key.selfSigner(
            subject,
            profile.keyIdentifier().of(key.signer().publicKey()),
            clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(spec.rootValidity()));
    return issued(
        OwnIssuance.selfSigned(
            signer,
            stores.certificates(),
            clock,
            new OwnIssuance.Root(profile, csr, OwnRequest.grant(names))));
  }

  private static X509CertificateHolder issuing(
      HierarchySpec spec, NewCaKey key, IssuingAuthority root) {
    SubjectNames names = OwnRequest.commonName(spec.name() + " Issuing CA");
    ProvenCsr csr = OwnRequest.proven(names, key.signer());
    Profile profile = BuiltInProfiles.issuing(spec.issuingValidity());
    return issued(root.issueOwn(profile, csr, OwnRequest.grant(names)));
  }

  static X509CertificateHolder issued(Decision decision) {
    return switch (decision) {
      case Decision.Issued issued -> issued.certificate();
      case Decision.Refused refused -> throw new CaKeyException(refused.detail());
      case Decision.Pending _, Decision.Later _ ->
          throw new IllegalStateException("the service itself waits for nobody");
    };
  }

  private static void checkAbsent(Path file) {
    if (Files.exists(file)) {
      throw new CaKeyException(file + " exists already: a key is never overwritten");
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CaKeyException("cannot remove the unfinished key file " + file, e);
    }
  }
}
