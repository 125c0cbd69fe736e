package org.bequest.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which credentials were found right, by an HMAC under a key that this process made and nobody else
 * has: memory that leaks tells no password.
 *
 * <p>An entry counts only for the very hash that it was checked against, so a changed password
 * forgets the old one by itself.
 */
final class RememberedPasswords {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Cache<ByteBuffer, String> hashes;

  RememberedPasswords(int most, Duration time) {
    byte[] octets = new byte[32];
    new SecureRandom().nextBytes(octets);
    this.key = new SecretKeySpec(octets, ALGORITHM);
    this.hashes = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(time).build();
  }

  boolean knows(BasicCredentials credentials, String hash) {
    return hash.equals(hashes.getIfPresent(name(credentials)));
  }

  void remember(BasicCredentials credentials, String hash) {
    hashes.put(name(credentials), hash);
  }

  /** A user name has no colon, so that the pair has one reading only. */
  private ByteBuffer name(BasicCredentials credentials) {
    String pair = credentials.user() + ":" + credentials.password();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return ByteBuffer.wrap(mac.doFinal(pair.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }
}
