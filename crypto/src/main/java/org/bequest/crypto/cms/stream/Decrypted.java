package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import org.bequest.crypto.secret.Secret;

/** The plaintext of a ciphertext that was checked before, or is just being checked. */
final class Decrypted implements Source {
  private final Source ciphertext;
  private final Engine engine;
  private final Secret key;
  private volatile boolean closed;

  /**
   * @param key from now on its own
   */
  Decrypted(Source ciphertext, Engine engine, Secret key) {
    this.ciphertext = ciphertext;
    this.engine = engine;
    this.key = key;
  }

  @Override
  public InputStream open() throws IOException {
    if (closed) {
      throw new IllegalStateException("the key of the content is gone");
    }
    return new Decrypting(ciphertext.open(), engine.decrypting(key));
  }

  @Override
  public void close() {
    forget();
    ciphertext.close();
  }

  void forget() {
    closed = true;
    key.close();
  }
}
