package org.bequest.client.keygen;

import java.security.PrivateKey;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.keys.AsymmetricDecryptKeyIdentifier;
import org.bequest.formats.keys.DecryptKeyIdentifier;
import org.bequest.formats.keys.ProtectionKey;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What protects the key on its way, besides TLS (RFC 7030 4.4.1): something that client and server
 * both know of beforehand, under a name where it needs one.
 */
public sealed interface KeyProtection {
  /** Nothing but TLS. */
  record None() implements KeyProtection {}

  /** A secret key for AES, of 16, 24 or 32 octets (RFC 7030 4.4.1.1). */
  record SymmetricKey(DecryptKeyIdentifier id, Secret key) implements KeyProtection {}

  /**
   * A key whose public half the server knows: RSA, EC, X25519 or ML-KEM (RFC 7030 4.4.1.2).
   *
   * @param key by the same name, and by those of its certificate if it has one: the server may use
   *     either
   */
  record AsymmetricKey(AsymmetricDecryptKeyIdentifier id, RecipientKey.Private key)
      implements KeyProtection {
    /** Named by the key identifier of its certificate. */
    public static AsymmetricKey of(PrivateKey key, X509CertificateHolder certificate) {
      RecipientKey.Private recipient = RecipientKey.Private.of(key, certificate);
      KeyIdentifier id =
          recipient.ids().stream()
              .filter(KeyIdentifier.class::isInstance)
              .map(KeyIdentifier.class::cast)
              .findFirst()
              .orElseThrow();
      return new AsymmetricKey(new AsymmetricDecryptKeyIdentifier(id.octets()), recipient);
    }

    /** Named as was agreed on. */
    public static AsymmetricKey of(PrivateKey key, AsymmetricDecryptKeyIdentifier id) {
      return new AsymmetricKey(id, RecipientKey.Private.of(key, id.octets()));
    }

    /** Named as was agreed on, with a certificate besides. */
    public static AsymmetricKey of(
        PrivateKey key, X509CertificateHolder certificate, AsymmetricDecryptKeyIdentifier id) {
      Set<EntityIdentifier> ids =
          new LinkedHashSet<>(RecipientKey.Private.of(key, certificate).ids());
      ids.add(new KeyIdentifier(id.octets()));
      return new AsymmetricKey(id, new RecipientKey.Private(key, ids));
    }
  }

  /** The password of a PFX, which the server knows (RFC 8295 8.3). */
  record Password(Secret password) implements KeyProtection {}

  /** Whether a key that comes without encryption is not what was agreed on. */
  default boolean isEncryption() {
    return !(this instanceof None);
  }

  /** How a request names it; a password goes unnamed (RFC 8295 8.3.1). */
  default Optional<ProtectionKey> named() {
    return switch (this) {
      case None _, Password _ -> Optional.empty();
      case SymmetricKey(DecryptKeyIdentifier id, _) -> Optional.of(id);
      case AsymmetricKey(AsymmetricDecryptKeyIdentifier id, _) -> Optional.of(id);
    };
  }

  /** What opens messages. */
  default Optional<RecipientKey> recipientKey() {
    return switch (this) {
      case None _, Password _ -> Optional.empty();
      case SymmetricKey(DecryptKeyIdentifier id, Secret key) ->
          Optional.of(new RecipientKey.Kek(id.octets(), key));
      case AsymmetricKey(_, RecipientKey.Private key) -> Optional.of(key);
    };
  }
}
