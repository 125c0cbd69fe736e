package org.bequest.client.credential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.key.ProtectedFile;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;

/**
 * A device's private key and certificate in two PEM files, or in one that holds both, mode 0600.
 *
 * <p>Two files cannot be renamed at once. So the new pair is first complete and synced beside the
 * old one, as {@code key.new} and {@code certificate.new}; only then are both moved, the key first.
 * Whoever opens the pair next finishes what a crash interrupted: with both new files there, or with
 * the certificate alone, the new pair comes into force; with the key alone, the old pair stays.
 */
public final class CredentialFiles {
  private final Path key;
  private final Path certificate;

  private CredentialFiles(Path key, Path certificate) {
    this.key = key.toAbsolutePath().normalize();
    this.certificate = certificate.toAbsolutePath().normalize();
  }

  /**
   * @param key PKCS#8 in PEM
   * @param certificate the device's own first, then its issuers, in PEM; may be the same file
   */
  public static CredentialFiles at(Path key, Path certificate) {
    return new CredentialFiles(key, certificate);
  }

  /**
   * Replaces the pair; its folders are made if they are not there.
   *
   * @throws UncheckedIOException when it cannot be written; the old pair is then in force, or the
   *     next {@link #load} finishes the new one
   */
  public void save(TlsIdentity identity) {
    byte[] keyPem = PrivateKeyPem.encode(identity.key());
    byte[] chainPem = CertificatePem.encode(identity.chain());
    try {
      Files.createDirectories(parent(key));
      Files.createDirectories(parent(certificate));
      if (key.equals(certificate)) {
        ProtectedFile.write(key, joined(keyPem, chainPem));
        return;
      }
      settle();
      ProtectedFile.write(pending(key), keyPem);
      ProtectedFile.write(pending(certificate), chainPem);
      move(key);
      move(certificate);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + key + " and " + certificate, e);
    }
  }

  /**
   * The pair that is in force; empty when there is no key or no certificate.
   *
   * @throws UncheckedIOException when it cannot be read, is malformed, or key and certificate do
   *     not belong together
   */
  public Optional<TlsIdentity> load() {
    try {
      if (!key.equals(certificate)) {
        settle();
      }
      if (!Files.exists(key) || !Files.exists(certificate)) {
        return Optional.empty();
      }
      return Optional.of(read());
    } catch (MalformedException e) {
      throw new UncheckedIOException(new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key + " and " + certificate, e);
    }
  }

  private TlsIdentity read() throws IOException, MalformedException {
    PrivateKey privateKey = PrivateKeyPem.decode(Files.readAllBytes(key));
    List<X509Certificate> chain = CertificatePem.decode(Files.readAllBytes(certificate));
    if (chain.isEmpty()) {
      throw new MalformedException(certificate + " holds no certificate");
    }
    if (!KeyPairs.belongTogether(privateKey, chain.getFirst().getPublicKey())) {
      throw new MalformedException(key + " is not the key of " + certificate);
    }
    return new TlsIdentity(privateKey, chain);
  }

  private void settle() throws IOException {
    if (!Files.exists(pending(certificate))) {
      Files.deleteIfExists(pending(key));
      return;
    }
    if (Files.exists(pending(key))) {
      move(key);
    }
    move(certificate);
  }

  private static void move(Path file) throws IOException {
    Files.move(
        pending(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path pending(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
