package org.bequest.server.http;

/** How the reading of a request's body ended. */
public sealed interface Body {
  /**
   * @param octets all of them
   */
  record Complete(byte[] octets) implements Body {}

  /** More than the limit; nothing was kept. */
  record TooLarge() implements Body {}

  /** The client went away, sent a malformed chunk, or was too slow. */
  record Broken() implements Body {}
}
