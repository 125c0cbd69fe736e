package org.bequest.crypto.cms;

/** Which signatures of messages are believed (security rule S-13). */
public enum SignaturePolicy {
  /** SHA-256 and longer. */
  STRONG,
  /** RSA and DSA over SHA-1 too, which RFC 5274 demanded of everybody in 2008. */
  WITH_SHA1
}
