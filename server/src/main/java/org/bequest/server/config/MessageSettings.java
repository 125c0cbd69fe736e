package org.bequest.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The keys with which the service signs messages and opens those that are encrypted to it.
 *
 * @param keyStore made when it is first needed; beside {@code tls.key-store} unless given
 * @param password that of {@code tls} unless given
 * @param curve of the keys; others are replaced
 */
public record MessageSettings(
    Path keyStore, SecretReference password, Duration renewBefore, Curve curve) {
  private static final Path NAME = Path.of("message-keys.p12");

  public MessageSettings {
    keyStore = keyStore == null ? NAME : keyStore;
    password = password == null ? new SecretReference.None() : password;
    renewBefore = renewBefore == null ? Duration.ofDays(30) : renewBefore;
    curve = curve == null ? Curve.P256 : curve;
  }

  /** An elliptic curve. */
  public enum Curve {
    P256,
    P384
  }

  /** With what is not given taken from the server's own key. */
  MessageSettings beside(Settings.Tls tls) {
    Path file = tls.keyStore() == null ? keyStore : tls.keyStore().resolveSibling(keyStore);
    boolean own = !(password instanceof SecretReference.None);
    return new MessageSettings(file, own ? password : tls.password(), renewBefore, curve);
  }
}
