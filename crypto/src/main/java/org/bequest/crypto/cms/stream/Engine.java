package org.bequest.crypto.cms.stream;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.crypto.Providers;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.secret.Secret;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * One encryption of one content but for its key, which can be run any number of times.
 *
 * @param nonce of GCM, or initialisation vector of CBC
 * @param tag octets; 0 for CBC
 */
record Engine(ContentCipher cipher, byte[] nonce, int tag) {
  private static final String CBC = "AES/CBC/PKCS5Padding";
  private static final int BLOCK = 16;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int LEAST_TAG = 12;

  /** RFC 5084 section 3.2: beyond this the counter would come around. */
  private static final long MOST_GCM = (1L << 36) - 32;

  /**
   * For new content.
   *
   * @throws IllegalArgumentException for key wrap, which takes all of its content at once
   */
  static Engine fresh(ContentCipher cipher) {
    if (cipher.isKeyWrap()) {
      throw new IllegalArgumentException("no streaming with " + cipher);
    }
    byte[] nonce = new byte[cipher.isAuthenticated() ? NONCE : BLOCK];
    Providers.random().nextBytes(nonce);
    return new Engine(cipher, nonce, cipher.isAuthenticated() ? TAG : 0);
  }

  /**
   * For content that somebody encrypted; empty for key wrap, and for parameters that cannot be
   * worked with: nonces of GCM have 12 octets here.
   */
  static Optional<Engine> of(ContentCipher cipher, AlgorithmIdentifier algorithm) {
    try {
      return Optional.of(
              cipher.isAuthenticated()
                  ? gcm(cipher, GCMParameters.getInstance(algorithm.getParameters()))
                  : cbc(cipher, ASN1OctetString.getInstance(algorithm.getParameters())))
          .filter(Engine::isUsable);
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  private static Engine gcm(ContentCipher cipher, GCMParameters parameters) {
    return new Engine(cipher, parameters.getNonce(), parameters.getIcvLen());
  }

  private static Engine cbc(ContentCipher cipher, ASN1OctetString parameters) {
    return new Engine(cipher, parameters.getOctets(), 0);
  }

  private boolean isUsable() {
    return !cipher.isKeyWrap()
        && (cipher.isAuthenticated()
            ? nonce.length == NONCE && tag >= LEAST_TAG && tag <= TAG
            : nonce.length == BLOCK);
  }

  AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(
        cipher.identifier(),
        cipher.isAuthenticated() ? new GCMParameters(nonce, tag) : new DEROctetString(nonce));
  }

  /** Of the ciphertext, without a tag. */
  long length(long plaintext) {
    if (!takes(plaintext)) {
      throw new IllegalArgumentException("more than GCM can encrypt");
    }
    return cipher.isAuthenticated() ? plaintext : (plaintext / BLOCK + 1) * BLOCK;
  }

  boolean takes(long length) {
    return !cipher.isAuthenticated() || length <= MOST_GCM;
  }

  /** With GCM the tag comes after the ciphertext. */
  Cipher encrypting(Secret key, byte[] associated) {
    try {
      if (!cipher.isAuthenticated()) {
        return started(CBC, Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
      }
      GCMParameterSpec parameters = new GCMParameterSpec(tag * Byte.SIZE, nonce);
      Cipher gcm = started("AES/GCM/NoPadding", Cipher.ENCRYPT_MODE, key, parameters);
      gcm.updateAAD(associated);
      return gcm;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("content that cannot be encrypted", e);
    }
  }

  /**
   * Without a look at the tag, which has to be checked in a pass before: the JDK keeps all that it
   * decrypts by GCM until then. GCM encrypts in counter mode, and its first block has the number 2
   * (NIST SP 800-38D section 7.1).
   */
  Cipher decrypting(Secret key) {
    try {
      if (!cipher.isAuthenticated()) {
        return started(CBC, Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
      }
      byte[] counter = Arrays.copyOf(nonce, BLOCK);
      counter[BLOCK - 1] = 2;
      return started("AES/CTR/NoPadding", Cipher.DECRYPT_MODE, key, new IvParameterSpec(counter));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("content that cannot be decrypted", e);
    }
  }

  private static Cipher started(
      String transformation, int direction, Secret key, AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    byte[] octets = key.octets();
    try {
      Cipher started = Cipher.getInstance(transformation);
      started.init(direction, new SecretKeySpec(octets, "AES"), parameters);
      return started;
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }
}
