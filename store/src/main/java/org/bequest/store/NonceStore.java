package org.bequest.store;

import java.time.Instant;

/** What servers that share a database have to agree about to hand out nonces and take them back. */
public interface NonceStore {
  /** The key that authenticates nonces: 32 random octets, made once for this database. */
  byte[] key();

  /**
   * Remembers that a nonce was used, and forgets those that have expired.
   *
   * @return false when it was used with this count before, by whatever server
   */
  boolean use(Use use, Instant now);

  /**
   * @param nonce any text that names it
   * @param count of its uses, as the client has it
   * @param expiresAt from then on nobody has to remember it
   */
  record Use(String nonce, long count, Instant expiresAt) {}
}
