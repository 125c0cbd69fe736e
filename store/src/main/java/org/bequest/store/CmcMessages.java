package org.bequest.store;

import java.time.Instant;

/**
 * What servers that share a database have to agree about to answer CMC messages (RFC 5272 6.6,
 * 6.7).
 */
public interface CmcMessages {
  /** What nonces and challenges are made from: 32 random octets, made once for this database. */
  byte[] seed();

  /**
   * Remembers that a message was heard, and forgets those whose time is over.
   *
   * @param most of one sender that are remembered at a time
   */
  Heard hear(Message message, int most, Instant now);

  /** What became of a message. */
  enum Heard {
    FIRST_TIME,
    /** The sender has sent this nonce before. */
    AGAIN,
    /** The sender has sent too many: it is not remembered. */
    TOO_MANY
  }

  /**
   * @param sender its identity
   * @param nonce of it, or another value that is its own
   * @param expiresAt from then on nobody has to remember it
   */
  record Message(String sender, byte[] nonce, Instant expiresAt) {}
}
