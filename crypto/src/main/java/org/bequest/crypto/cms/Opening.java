package org.bequest.crypto.cms;

import org.bequest.formats.cms.Content;

/** What came of an attempt to open a message. */
public sealed interface Opening {
  record Opened(Content content) implements Opening {}

  /** It is for others: it names none of our keys. */
  record NotForUs() implements Opening {}

  /**
   * It was not tried, for what anybody can see in the message.
   *
   * @param detail one clause fit for the peer
   */
  record Refused(String detail) implements Opening {}

  /**
   * The key or the octets are wrong. There is nothing to tell these failures apart by, because who
   * could would use us to decrypt (RFC 3218).
   */
  record Failed() implements Opening {}
}
