package org.bequest.admin.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.Providers;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.server.secret.HolderKey;
import org.bequest.store.SharedSecrets.Kind;

/**
 * The octets of a new shared secret.
 *
 * @param shown how the one who asked learns it; empty when he knows it
 */
record SecretValue(Secret octets, Optional<String> shown) implements AutoCloseable {
  private static final int NEW_KEY = 32;
  private static final Set<Integer> KEYS = Set.of(16, 24, 32);
  private static final int SHORTEST_PASSWORD = 8;
  private static final int SHORTEST_PROOF = 16;
  private static final int LONGEST = 1024;

  /**
   * @param base64 empty to have them made
   * @throws MalformedException with one clause for the one who asked
   */
  static SecretValue of(Kind kind, String base64) throws MalformedException {
    if (base64.isEmpty()) {
      return made(kind);
    }
    byte[] octets = decoded(base64);
    try {
      check(kind, octets);
      return new SecretValue(Secret.of(octets), Optional.empty());
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private static SecretValue made(Kind kind) throws MalformedException {
    return switch (kind) {
      case KEY_ENCRYPTION -> madeKey();
      case PACKAGE_PASSWORD, CMC -> {
        String text = RandomCode.oneTimePassword();
        yield new SecretValue(Secret.of(text), Optional.of(text));
      }
      case KEY_HOLDER -> throw new MalformedException("a key-holder is given, never made");
    };
  }

  private static SecretValue madeKey() {
    byte[] key = new byte[NEW_KEY];
    Providers.random().nextBytes(key);
    try {
      return new SecretValue(Secret.of(key), Optional.of(Base64.getEncoder().encodeToString(key)));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] decoded(String base64) throws MalformedException {
    try {
      return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException _) {
      throw new MalformedException("the value is not base64");
    }
  }

  private static void check(Kind kind, byte[] octets) throws MalformedException {
    switch (kind) {
      case KEY_ENCRYPTION -> {
        if (!KEYS.contains(octets.length)) {
          throw new MalformedException("a key for key encryption has 16, 24 or 32 octets");
        }
      }
      case PACKAGE_PASSWORD -> length(octets, SHORTEST_PASSWORD);
      case CMC -> length(octets, SHORTEST_PROOF);
      case KEY_HOLDER -> HolderKey.decode(octets).checkSuitable();
    }
  }

  /** RFC 5272 6.2: whoever sees a proof can guess at the secret without asking anybody. */
  private static void length(byte[] octets, int shortest) throws MalformedException {
    if (octets.length < shortest || octets.length > LONGEST) {
      throw new MalformedException(
          "a secret of this kind has " + shortest + " to " + LONGEST + " octets");
    }
  }

  @Override
  public void close() {
    octets.close();
  }
}
