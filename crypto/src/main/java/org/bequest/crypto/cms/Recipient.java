package org.bequest.crypto.cms;

import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Somebody for whom content is encrypted, and by which algorithm its key reaches them. */
public sealed interface Recipient {
  /** One who shares a symmetric key with us. */
  record Kek(byte[] keyIdentifier, Secret key, KeyWrap wrap) implements Recipient {
    /**
     * @throws IllegalArgumentException when the algorithm takes no key of this length
     */
    public Kek {
      if (key.length() != wrap.keyOctets()) {
        throw new IllegalArgumentException("a key of " + key.length() + " octets for " + wrap);
      }
    }

    @Override
    public int strength() {
      return wrap.strength();
    }

    @Override
    public RecipientInfo wrap(byte[] contentKey) {
      return KekKeys.wrap(this, contentKey);
    }
  }

  /** The holder of an RSA key. */
  record KeyTransport(
      EntityIdentifier id, SubjectPublicKeyInfo key, KeyTransportAlgorithm algorithm)
      implements Recipient {
    @Override
    public int strength() {
      return KeyStrength.of(key);
    }

    @Override
    public RecipientInfo wrap(byte[] contentKey) {
      return TransportKeys.wrap(this, contentKey);
    }
  }

  /** The holder of a key on an elliptic curve. */
  record KeyAgreement(
      EntityIdentifier id, SubjectPublicKeyInfo key, AgreementScheme scheme, KeyWrap wrap)
      implements Recipient {
    @Override
    public int strength() {
      return KeyStrength.of(key);
    }

    @Override
    public RecipientInfo wrap(byte[] contentKey) {
      return AgreementKeys.wrap(this, contentKey);
    }
  }

  /** The holder of an ML-KEM key. */
  record Kem(EntityIdentifier id, SubjectPublicKeyInfo key, KeyWrap wrap) implements Recipient {
    @Override
    public int strength() {
      return KeyStrength.of(key);
    }

    @Override
    public RecipientInfo wrap(byte[] contentKey) {
      return KemKeys.wrap(this, contentKey);
    }
  }

  /** One who shares a password with us. */
  record Password(Secret password, PasswordKeyEncryption encryption, int iterations)
      implements Recipient {
    public static final int ITERATIONS = 100_000;

    /** In the form that OpenSSL reads. */
    public static Password of(Secret password) {
      return new Password(password, PasswordKeyEncryption.PWRI_KEK, ITERATIONS);
    }

    /** The password is no stronger than it is; the cipher shall not be what is weak. */
    @Override
    public int strength() {
      return KeyWrap.AES_256.strength();
    }

    @Override
    public RecipientInfo wrap(byte[] contentKey) {
      return PasswordKeys.wrap(this, contentKey);
    }
  }

  /** In bits: what the content's cipher should have (RFC 7030 section 4.4.2). */
  int strength();

  /** The key of the content, as only this recipient can read it. */
  RecipientInfo wrap(byte[] contentKey);

  /**
   * By what suits the key, when nothing is known of what its holder can.
   *
   * @throws IllegalArgumentException for a key that can only sign
   */
  static Recipient of(EntityIdentifier id, SubjectPublicKeyInfo key) {
    return PeerCapabilities.unknown()
        .recipient(id, key)
        .orElseThrow(() -> new IllegalArgumentException("a key that takes in no other key"));
  }

  /** By what suits the length of the key. */
  static Kek of(byte[] keyIdentifier, Secret key) {
    return new Kek(keyIdentifier, key, KeyWrap.forKey(key.length()));
  }
}
