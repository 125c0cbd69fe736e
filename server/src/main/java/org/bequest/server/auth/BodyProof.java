package org.bequest.server.auth;

/** What the body of a request may prove of its sender. */
public enum BodyProof {
  /** Nothing: the head says all. */
  NONE,
  /** It is a certification request, which may hold a one-time password (RFC 7894). */
  IN_CSR,
  /** It is a message that is signed, or authenticated by a shared secret (RFC 5272 3.2). */
  IN_MESSAGE
}
