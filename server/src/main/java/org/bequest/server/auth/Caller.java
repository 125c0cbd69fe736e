package org.bequest.server.auth;

import org.bequest.ca.Requester;

/** Somebody who has proven who it is. Only an authenticator of this package makes one. */
public final class Caller {
  private final Requester requester;

  Caller(Requester requester) {
    this.requester = requester;
  }

  /** The same, as an authority needs to know it. */
  public Requester requester() {
    return requester;
  }

  /** For the log: {@code user:alice}, {@code otp:device-7}, {@code cert:<issuer>:<serial>}. */
  public String identity() {
    return requester.identity();
  }

  @Override
  public String toString() {
    return identity();
  }
}
