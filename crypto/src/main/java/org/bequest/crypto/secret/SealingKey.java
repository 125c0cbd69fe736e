package org.bequest.crypto.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.crypto.Providers;
import org.bequest.formats.MalformedException;

/**
 * The key under which secrets lie in the database: AES-256-GCM (NIST SP 800-38D) with a random
 * nonce each. What is sealed says for what; it opens for nothing else.
 *
 * <p>Sealed: one octet 1, 12 of nonce, the ciphertext with its tag of 16.
 */
public final class SealingKey {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY = 32;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final byte VERSION = 1;

  private final SecretKeySpec key;

  private SealingKey(byte[] octets) {
    this.key = new SecretKeySpec(octets, "AES");
  }

  /** The text of a new key: 32 random octets in base64. */
  public static Secret newText() {
    byte[] octets = new byte[KEY];
    Providers.random().nextBytes(octets);
    byte[] text = Base64.getEncoder().encode(octets);
    try {
      return Secret.of(text);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * @param text as {@link #newText} makes it
   * @throws MalformedException when it is not 32 octets in base64
   */
  public static SealingKey of(Secret text) throws MalformedException {
    byte[] base64 = text.octets();
    byte[] octets = new byte[0];
    try {
      octets = Base64.getDecoder().decode(base64);
      if (octets.length != KEY) {
        throw new MalformedException("a sealing key is 32 octets in base64");
      }
      return new SealingKey(octets);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a sealing key is 32 octets in base64", e);
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(octets, (byte) 0);
    }
  }

  /**
   * @param purpose what it is for; whoever opens it must say the same
   */
  public byte[] seal(Secret secret, byte[] purpose) {
    byte[] plain = secret.octets();
    byte[] nonce = new byte[NONCE];
    Providers.random().nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, purpose);
      byte[] sealed = cipher.doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(CIPHER + " is part of every JDK", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * @throws MalformedException when it was sealed under another key or for another purpose, or was
   *     changed since
   */
  public Secret open(byte[] sealed, byte[] purpose) throws MalformedException {
    if (sealed.length < 1 + NONCE + TAG || sealed[0] != VERSION) {
      throw new MalformedException("not sealed by this version");
    }
    byte[] plain = new byte[0];
    try {
      byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, purpose);
      plain = cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
      return Secret.of(plain);
    } catch (AEADBadTagException e) {
      throw new MalformedException(
          "sealed under another key or for something else, or changed since", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(CIPHER + " is part of every JDK", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(purpose);
    return cipher;
  }

  @Override
  public String toString() {
    return "<sealing key>";
  }
}
