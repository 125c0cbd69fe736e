package org.bequest.store;

/** Numbers that only ever go up, also across restarts: CRL numbers, TAMP sequence numbers. */
public interface Sequences {
  /** The next number of the named sequence, committed before it is returned; the first is 1. */
  long next(String name);

  /**
   * Raises the sequence to at least this number, for a restore from backup: the next is higher.
   *
   * @throws IllegalArgumentException when the number is negative
   */
  void raise(String name, long atLeast);
}
