package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.foreign.IssuerCertificates;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.server.config.SecretReference;
import org.bequest.server.setup.StartException.Kind;
import org.bouncycastle.cert.X509CertificateHolder;

/** Files that authorities elsewhere are known by. */
final class AuthorityFiles {
  private AuthorityFiles() {}

  /** Every certificate of a PEM file; at least one. */
  static List<X509Certificate> certificates(String key, Path file) {
    try {
      List<X509Certificate> found = CertificatePem.decode(Files.readAllBytes(file));
      if (found.isEmpty()) {
        throw new StartException(Kind.LOCAL, file + " (" + key + ") holds no certificate");
      }
      return found;
    } catch (IOException | MalformedException e) {
      throw new StartException(
          Kind.LOCAL, file + " (" + key + ") cannot be read: " + e.getMessage(), e);
    }
  }

  /** The certificates of an authority, each with its way up to a root among them. */
  static IssuerCertificates issuers(String key, Path file) {
    List<X509CertificateHolder> holders = new ArrayList<>();
    try {
      for (X509Certificate certificate : certificates(key, file)) {
        holders.add(new X509CertificateHolder(certificate.getEncoded()));
      }
    } catch (IOException | CertificateEncodingException e) {
      throw new StartException(Kind.LOCAL, file + " (" + key + ") cannot be read", e);
    }
    IssuerCertificates issuers = new IssuerCertificates(holders);
    issuers
        .fault()
        .ifPresent(why -> {
          throw new StartException(Kind.LOCAL, file + " (" + key + "): " + why);
        });
    return issuers;
  }

  /** The one key of an encrypted PKCS#12 file, with its chain. */
  static TlsIdentity identity(String key, Path file, SecretReference reference) {
    try (Secret password = Secrets.resolve(key, reference)) {
      List<KeyStoreFile.Entry> entries = KeyStoreFile.read(file, password);
      if (entries.size() != 1) {
        throw new StartException(
            Kind.LOCAL, file + " (" + key + ") must hold one key and holds " + entries.size());
      }
      KeyStoreFile.Entry only = entries.getFirst();
      return new TlsIdentity(only.key(), ServerKey.withoutRoot(only.chain()));
    } catch (IOException | MalformedException e) {
      throw new StartException(
          Kind.LOCAL, file + " (" + key + ") cannot be opened: " + e.getMessage(), e);
    }
  }
}
