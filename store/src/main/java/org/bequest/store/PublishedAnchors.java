package org.bequest.store;

/** Under which number a publisher last published which trust anchors (RFC 5272 6.15). */
public interface PublishedAnchors {
  /**
   * The number of this set: the same as before while the publisher publishes the same set, and a
   * greater one, committed before it is returned, as soon as it is another; the first is 1.
   *
   * @param publisher any name
   * @param setSha256 hash of the set, whatever its order
   */
  long number(String publisher, byte[] setSha256);
}
