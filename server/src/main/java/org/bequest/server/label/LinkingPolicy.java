package org.bequest.server.label;

/**
 * What a label asks of the channel binding in a request (RFC 7030 3.5). Whatever it asks, a binding
 * that is there is verified, and a wrong one is refused.
 */
public enum LinkingPolicy {
  /** Not asked for. */
  OFF,
  /** Asked for in /csrattrs, not demanded. */
  IF_PRESENT,
  /** A request without one is refused. */
  REQUIRED
}
