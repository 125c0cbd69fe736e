package org.bequest.ca.profile;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** How a SubjectKeyIdentifier comes from the bits of the public key. */
public enum KeyIdentifierMethod {
  /** RFC 7093 section 2 method 1: the leftmost 160 bits of SHA-256. */
  RFC7093("rfc7093", "SHA-256"),
  /** RFC 5280 4.2.1.2 method 1: SHA-1, which is no signature here and only tells keys apart. */
  SHA1("sha1", "SHA-1");

  private static final int LENGTH = 20;

  private final String word;
  private final String digest;

  KeyIdentifierMethod(String word, String digest) {
    this.word = word;
    this.digest = digest;
  }

  static Optional<KeyIdentifierMethod> named(String word) {
    return Arrays.stream(values()).filter(m -> m.word.equals(word)).findFirst();
  }

  /** Twenty octets. */
  public byte[] of(SubjectPublicKeyInfo key) {
    try {
      byte[] bits = key.getPublicKeyData().getOctets();
      return Arrays.copyOf(MessageDigest.getInstance(digest).digest(bits), LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + digest, e);
    }
  }
}
