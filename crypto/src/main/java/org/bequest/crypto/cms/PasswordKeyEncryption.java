package org.bequest.crypto.cms;

/** How a key that was derived from a password encrypts another. */
public enum PasswordKeyEncryption {
  /** RFC 3211 section 2.3: what OpenSSL and others write and read. */
  PWRI_KEK,
  /** RFC 5274 section 4 demands it of whoever uses passwords in CMC. */
  AES_WRAP
}
