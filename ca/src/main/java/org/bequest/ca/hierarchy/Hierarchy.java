package org.bequest.ca.hierarchy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.bequest.ca.local.CaStores;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.ca.signer.NewCaKey;
import org.bequest.crypto.secret.Secret;
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
    KeyCeremony ceremony = new KeyCeremony(stores, clock);
    X509CertificateHolder rootCertificate =
        ceremony.root(name(spec, " Root CA"), rootKey, spec.rootValidity());
    IssuingKey root = rootKey.certified(List.of(rootCertificate));
    X509CertificateHolder issuingCertificate =
        ceremony.issuing(name(spec, " Issuing CA"), issuingKey, spec.issuingValidity(), root);
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

  private static X500Name name(HierarchySpec spec, String suffix) {
    return OwnRequest.commonName(spec.name() + suffix).subject();
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
