package org.bequest.crypto.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A one-time password: what a person reads and types, and the hash that a store keeps of it. It has
 * 150 random bits, so a plain SHA-256 tells nothing about it.
 */
public final class OneTimeCode {
  private final String text;

  private OneTimeCode(String text) {
    this.text = text;
  }

  public static OneTimeCode random() {
    return new OneTimeCode(RandomCode.oneTimePassword());
  }

  /** As somebody typed it. */
  public static OneTimeCode typed(String text) {
    return new OneTimeCode(text);
  }

  /** For whoever is to use it; never for a log. */
  public String text() {
    return text;
  }

  /** What is stored: of the form without separators and case, see {@link RandomCode#normalized}. */
  public byte[] sha256() {
    return sha256(RandomCode.normalized(text));
  }

  /**
   * Under which it may be stored, the likeliest first: a code that was not made here may have been
   * hashed as it is.
   */
  public List<byte[]> hashes() {
    return RandomCode.normalized(text).equals(text)
        ? List.of(sha256())
        : List.of(sha256(), sha256(text));
  }

  private static byte[] sha256(String code) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return "<one-time password>";
  }
}
