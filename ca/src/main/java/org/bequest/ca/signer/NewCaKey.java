package org.bequest.ca.signer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.Issuer;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.Signer;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/** The key of an authority that has no certificate yet. The private half does not leave here. */
public final class NewCaKey {
  private static final String ALIAS = "ca";

  private final KeyPair keys;
  private final Signer signer;

  private NewCaKey(KeyPair keys) {
    this.keys = keys;
    this.signer = PrivateKeySigner.of(keys);
  }

  public static NewCaKey generate(KeyAlgorithm algorithm) {
    return new NewCaKey(algorithm.generate());
  }

  /** For the request of its own certificate. */
  public Signer signer() {
    return signer;
  }

  /** As the issuer of its own certificate, to be a root. */
  public CertificateSigner selfSigner(X500Name name, byte[] keyIdentifier, Instant notAfter) {
    Issuer itself =
        new Issuer(
            IssuingKey.id(signer.publicKey()),
            name,
            signer.publicKey(),
            keyIdentifier,
            signer.algorithm(),
            notAfter);
    return new CertificateSigner(itself, signer);
  }

  /**
   * @param chain its certificate first, the root last
   */
  public IssuingKey certified(List<X509CertificateHolder> chain) {
    return IssuingKey.of(signer, chain);
  }

  /**
   * Writes key and chain to a new encrypted PKCS#12 file of mode 0600.
   *
   * @throws CaKeyException with one sentence when there is such a file or it cannot be written
   */
  public void save(Path file, Secret password, List<X509CertificateHolder> chain) {
    if (Files.exists(file)) {
      throw new CaKeyException(file + " exists already: a key is never overwritten");
    }
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (X509CertificateHolder holder : chain) {
        certificates.add(CertificatePem.decodeDer(holder.getEncoded()));
      }
      KeyStoreFile.Entry entry = new KeyStoreFile.Entry(ALIAS, keys.getPrivate(), certificates);
      KeyStoreFile.write(file, password, List.of(entry));
    } catch (IOException | MalformedException e) {
      throw new CaKeyException("cannot write the key file " + file + ": " + e.getMessage(), e);
    }
  }
}
