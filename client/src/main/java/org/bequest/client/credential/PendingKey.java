package org.bequest.client.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.key.ProtectedFile;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The new key of a renewal that is under way, in the file {@code <key>.pending} of mode 0600 beside
 * the key that is in force. It is there before it is used and until it is in force itself, so that
 * a renewal which waits at the server (RFC 7030 4.2.3) is asked for again with the same key, also
 * after a restart.
 */
public final class PendingKey {
  private final Path file;

  private PendingKey(Path file) {
    this.file = file;
  }

  /** Of a renewal of the key in this file. */
  public static PendingKey beside(Path key) {
    Path absolute = key.toAbsolutePath();
    return new PendingKey(absolute.resolveSibling(absolute.getFileName() + ".pending"));
  }

  /**
   * The key that is kept, unless it is of another kind or is in force already; else a new one,
   * which is then kept.
   *
   * @param inForce public key of the certificate that is to be renewed, in DER
   * @throws UncheckedIOException when it can be neither read nor written
   */
  public KeyPair pair(KeyAlgorithm algorithm, byte[] inForce) {
    try {
      Optional<KeyPair> kept = kept().filter(pair -> fits(pair, algorithm, inForce));
      if (kept.isPresent()) {
        return kept.get();
      }
      KeyPair made = algorithm.generate();
      ProtectedFile.write(file, PrivateKeyPem.encode(made.getPrivate()));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the new key in " + file, e);
    }
  }

  private Optional<KeyPair> kept() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PublicHalf.pair(PrivateKeyPem.decode(Files.readAllBytes(file))));
    } catch (MalformedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static boolean fits(KeyPair pair, KeyAlgorithm algorithm, byte[] inForce) {
    byte[] encoded = pair.getPublic().getEncoded();
    return KeyAlgorithm.of(SubjectPublicKeyInfo.getInstance(encoded))
            .filter(algorithm::equals)
            .isPresent()
        && !Arrays.equals(encoded, inForce);
  }

  /**
   * It is in force now, or will never be.
   *
   * @throws UncheckedIOException when it cannot be removed
   */
  public void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
