package org.bequest.crypto.pkcs12;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC and what RFC 8018 makes of it, over octets: the JDK's own PBKDF2 takes characters only. */
final class Hmac {
  private final Mac mac;

  Hmac(HashFunction hash, byte[] key) {
    try {
      mac = Mac.getInstance(hash.jcaMac());
      // The JDK knows no empty keys; HMAC fills a short one up with zeros (RFC 2104 section 2).
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HMAC"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + hash.jcaMac(), e);
    }
  }

  byte[] of(byte[] message) {
    return mac.doFinal(message);
  }

  /** PBKDF2 (RFC 8018 section 5.2); the password is the key of this HMAC. */
  byte[] pbkdf2(byte[] salt, int iterations, int length) {
    byte[] derived = new byte[length];
    int block = mac.getMacLength();
    for (int at = 0, index = 1; at < length; at += block, index++) {
      byte[] part = block(salt, iterations, index);
      System.arraycopy(part, 0, derived, at, Math.min(block, length - at));
    }
    return derived;
  }

  private byte[] block(byte[] salt, int iterations, int index) {
    mac.update(salt);
    byte[] u =
        mac.doFinal(
            new byte[] {
              (byte) (index >> 24), (byte) (index >> 16), (byte) (index >> 8), (byte) index
            });
    byte[] sum = u.clone();
    for (int i = 1; i < iterations; i++) {
      next(u);
      for (int j = 0; j < sum.length; j++) {
        sum[j] ^= u[j];
      }
    }
    return sum;
  }

  /** In its place: this runs some hundred thousand times. */
  private void next(byte[] u) {
    mac.update(u);
    try {
      mac.doFinal(u, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
