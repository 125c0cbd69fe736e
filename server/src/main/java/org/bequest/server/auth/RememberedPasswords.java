package org.bequest.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.bequest.crypto.secret.KeyedHash;

/**
 * Which credentials were found right, by an HMAC under a key that this process made and nobody else
 * has: memory that leaks tells no password.
 *
 * <p>An entry counts only for the very hash that it was checked against, so a changed password
 * forgets the old one by itself.
 */
final class RememberedPasswords {
  private final KeyedHash hash = KeyedHash.ofThisProcess();
  private final Cache<ByteBuffer, String> hashes;

  RememberedPasswords(int most, Duration time) {
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
    return ByteBuffer.wrap(hash.octets(pair.getBytes(StandardCharsets.UTF_8)));
  }
}
