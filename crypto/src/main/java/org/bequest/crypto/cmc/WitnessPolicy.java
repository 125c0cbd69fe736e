package org.bequest.crypto.cmc;

/** Which computations are believed (security rule S-23). */
public enum WitnessPolicy {
  /** SHA-256 and longer. */
  STRONG,
  /** SHA-1 too, which RFC 5272 demanded of everybody in 2008. */
  WITH_SHA1
}
