package org.bequest.server.auth;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.bequest.crypto.Providers;
import org.bequest.crypto.secret.KeyedHash;

/**
 * Nonces that nobody has to remember while they are unused: the time, random octets that tell
 * clients of one millisecond apart, and an HMAC of both.
 */
final class Nonces {
  private static final int RANDOM = 8;
  private static final int CONTENT = Long.BYTES + RANDOM;
  private static final int MAC = 16;

  private final KeyedHash key;
  private final Duration life;

  /** Whether a nonce may be used. */
  sealed interface Judgement {
    record Fresh(Instant until) implements Judgement {}

    /** Expired, or not made here. */
    record Worthless() implements Judgement {}
  }

  Nonces(byte[] key, Duration life) {
    this.key = KeyedHash.under(key);
    this.life = life;
  }

  String make(Instant now) {
    byte[] random = new byte[RANDOM];
    Providers.random().nextBytes(random);
    byte[] content = ByteBuffer.allocate(CONTENT).putLong(now.toEpochMilli()).put(random).array();
    byte[] nonce = Arrays.copyOf(content, CONTENT + MAC);
    System.arraycopy(key.octets(content), 0, nonce, CONTENT, MAC);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
  }

  Judgement judge(String nonce, Instant now) {
    byte[] octets = decoded(nonce);
    if (octets.length != CONTENT + MAC || !isOurs(octets)) {
      return new Judgement.Worthless();
    }
    Instant made = Instant.ofEpochMilli(ByteBuffer.wrap(octets).getLong());
    // The clock of the server that made it may be ahead of this one's.
    boolean fresh = now.isBefore(made.plus(life)) && made.isBefore(now.plus(life));
    return fresh ? new Judgement.Fresh(made.plus(life)) : new Judgement.Worthless();
  }

  private boolean isOurs(byte[] octets) {
    byte[] expected = key.octets(Arrays.copyOf(octets, CONTENT));
    return MessageDigest.isEqual(
        Arrays.copyOf(expected, MAC), Arrays.copyOfRange(octets, CONTENT, CONTENT + MAC));
  }

  private static byte[] decoded(String nonce) {
    try {
      return Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
