package org.bequest.server.setup;

import java.io.IOException;
import java.util.Map;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.config.SecretReference;

/** Secrets of the settings, as they are when the server starts or reloads. */
final class Secrets {
  private Secrets() {}

  static Secret resolve(String key, SecretReference reference) {
    try {
      return reference.resolve(environment());
    } catch (IOException e) {
      throw new StartException(
          StartException.Kind.LOCAL, "The password for " + key + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, String> environment() {
    return System.getenv();
  }
}
