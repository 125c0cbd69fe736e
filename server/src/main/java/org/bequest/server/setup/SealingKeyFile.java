package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bequest.crypto.key.ProtectedFile;
import org.bequest.crypto.secret.SealingKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.server.config.SecretReference;
import org.bequest.server.secret.SealException;
import org.jspecify.annotations.Nullable;

/** The sealing key, read when something sealed is used for the first time. */
final class SealingKeyFile implements Supplier<SealingKey> {
  private final SecretReference reference;
  private @Nullable SealingKey known;

  SealingKeyFile(SecretReference reference) {
    this.reference = reference;
  }

  @Override
  public synchronized SealingKey get() {
    SealingKey key = known == null ? read() : known;
    known = key;
    return key;
  }

  /** The file of a new deployment. */
  static void write(Path file, Secret text) throws IOException {
    byte[] octets = text.octets();
    try {
      ProtectedFile.write(file, octets);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private SealingKey read() {
    if (reference instanceof SecretReference.None) {
      throw new SealException("There is no sealing key: configure secrets.sealing-key");
    }
    try (Secret text = reference.resolve(System.getenv())) {
      return SealingKey.of(text);
    } catch (IOException | MalformedException e) {
      throw new SealException("The sealing key (secrets.sealing-key): " + e.getMessage(), e);
    }
  }
}
