package org.bequest.crypto.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;

/** Private keys with their certificates in an encrypted PKCS#12 file (RFC 7292, PBES2). */
public final class KeyStoreFile {
  private KeyStoreFile() {}

  /**
   * @param alias a name, unique in its file
   * @param chain the certificate of the key first; never empty
   */
  public record Entry(String alias, PrivateKey key, List<X509Certificate> chain) {
    public Entry {
      chain = List.copyOf(chain);
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("a key in a key store has a certificate");
      }
    }

    @Override
    public String toString() {
      return "Entry[" + alias + "]";
    }
  }

  /** Replaces the file as a whole, mode 0600. */
  public static void write(Path file, Secret password, List<Entry> entries) throws IOException {
    ProtectedFile.write(file, Pkcs12.encode(entries, password));
  }

  /**
   * @throws MalformedException when this is no key store, or the password is not its own
   */
  public static List<Entry> read(Path file, Secret password)
      throws IOException, MalformedException {
    return decode(Files.readAllBytes(file), password);
  }

  /**
   * The octets of such a file.
   *
   * @throws MalformedException when this is no key store, or the password is not its own
   */
  public static List<Entry> decode(byte[] pkcs12, Secret password) throws MalformedException {
    return Pkcs12.decode(pkcs12, password);
  }
}
