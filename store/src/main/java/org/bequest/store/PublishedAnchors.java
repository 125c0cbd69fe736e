package org.bequest.store;

/** Under which number a publisher last published which trust anchors (RFC 5272 6.15). */
public interface PublishedAnchors {
  /**
   * The number of this set: the same as before while the publisher publishes the same set, and a
   * greater one, committed before it is returned, as soon as it is another.
   *
   * @param publisher any name
   * @param setSha256 hash of the set, whatever its order
   * @param atLeast a number that clients have not seen, such as the time: after a restore from
   *     backup the store alone does not know which they have
   */
  long number(String publisher, byte[] setSha256, long atLeast);
}
