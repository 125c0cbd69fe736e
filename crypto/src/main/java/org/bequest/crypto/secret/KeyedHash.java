package org.bequest.crypto.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.crypto.Providers;

/**
 * HMAC-SHA256 under a key: tells texts apart without keeping them, so that memory that leaks tells
 * no password.
 */
public final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private KeyedHash(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  public static KeyedHash under(byte[] key) {
    return new KeyedHash(key);
  }

  /** Under a key that was made for this and that nobody else has. */
  public static KeyedHash ofThisProcess() {
    byte[] octets = new byte[32];
    Providers.random().nextBytes(octets);
    return new KeyedHash(octets);
  }

  /** All 32 octets. */
  public byte[] octets(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }

  /** 64 bits of it, for a text in UTF-8. */
  public long of(String text) {
    return ByteBuffer.wrap(octets(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
