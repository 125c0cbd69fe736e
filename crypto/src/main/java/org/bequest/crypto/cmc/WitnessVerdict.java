package org.bequest.crypto.cmc;

/** What a check of a witness says. Only {@link #VALID} is good. */
public enum WitnessVerdict {
  VALID,
  /** Another secret, or other octets. */
  INVALID,
  /** An algorithm that is unknown, too weak, or too costly. */
  REFUSED_ALGORITHM
}
