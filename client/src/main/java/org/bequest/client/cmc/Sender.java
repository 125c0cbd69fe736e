package org.bequest.client.cmc;

import org.bequest.crypto.cms.MessageSigner;

/** Who sends a message, and how that is shown (RFC 5272 section 3.2, RFC 6402 section 2.4). */
public sealed interface Sender {
  /** The holder of a certificate: a renewal, a further key, a registration authority. */
  record Certified(MessageSigner signer) implements Sender {}

  /** Whoever the connection says it is. The first key that is asked for signs. */
  record Unnamed() implements Sender {}

  /** Who knows a secret: by an identity proof, in a message that the first key signs. */
  record Proving(SharedSecret secret, Strength strength) implements Sender {}

  /** Who knows a secret: by a MAC over the whole message, which nobody signs. */
  record Authenticating(SharedSecret secret) implements Sender {}

  /** Nobody signs: for a revocation that carries its secret (RFC 5272 section 6.11). */
  record Unsigned() implements Sender {}

  /** With which hashes the knowledge of a secret is shown. */
  enum Strength {
    /** All that RFC 5272 knew in 2008; in controls of the first version. */
    SHA1,
    SHA256,
    /** What RFC 8756 demands. */
    SHA384
  }
}
