package org.bequest.client.keygen;

import java.security.PrivateKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;

/**
 * What protects the key on its way, besides TLS (RFC 7030 4.4.1): something that client and server
 * both know of beforehand, under a name where it needs one.
 */
public sealed interface KeyProtection {
  /** Nothing but TLS. */
  record None() implements KeyProtection {}

  /**
   * A secret key of AES, 16, 24 or 32 octets (RFC 7030 4.4.1.1).
   *
   * @param id the DecryptKeyIdentifier
   */
  record SymmetricKey(KeyIdentifier id, Secret key) implements KeyProtection {}

  /**
   * RSA, EC, X25519 or ML-KEM: the server knows its public half (RFC 7030 4.4.1.2).
   *
   * @param id the AsymmetricDecryptKeyIdentifier
   */
  record AsymmetricKey(KeyIdentifier id, PrivateKey key) implements KeyProtection {}

  /** The password of a PFX, which the server knows (RFC 8295 8.3). */
  record Password(Secret password) implements KeyProtection {}
}
