package org.bequest.formats.keys.pskc;

import org.bequest.formats.MalformedException;

/**
 * What alone a key may be used for. An unknown use is refused: nobody could enforce it.
 *
 * <pre>
 * PSKCKeyUsage ::= UTF8String ("OTP" | "CR" | "Encrypt" |
 *                  "Integrity" | "Verify" | "Unlock" | "Decrypt" |
 *                  "KeyWrap" | "Unwrap" | "Derive" | "Generate") -- RFC 6031 section 3.3.4
 * </pre>
 */
public enum KeyUsage {
  OTP("OTP"),
  /** Challenge and response. */
  CR("CR"),
  ENCRYPT("Encrypt"),
  /** Making a keyed digest. */
  INTEGRITY("Integrity"),
  /** Checking a keyed digest. */
  VERIFY("Verify"),
  /** The inverse challenge and response for a device that a user has locked. */
  UNLOCK("Unlock"),
  DECRYPT("Decrypt"),
  KEY_WRAP("KeyWrap"),
  UNWRAP("Unwrap"),
  DERIVE("Derive"),
  /** Making a new key from a random number and this one. */
  GENERATE("Generate");

  private final String word;

  KeyUsage(String word) {
    this.word = word;
  }

  /** As the RFC writes it. */
  public String word() {
    return word;
  }

  static KeyUsage of(String word, String path) throws MalformedException {
    for (KeyUsage usage : values()) {
      if (usage.word.equals(word)) {
        return usage;
      }
    }
    throw new MalformedException("unknown key usage at " + path);
  }
}
