package org.bequest.server.auth;

import java.util.function.Supplier;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;

/** Somebody who has proven who it is. Only an authenticator of this package makes one. */
public final class Caller {
  private final Requester requester;
  private final Supplier<Facts> facts;

  /**
   * @param facts computed when a label's rules ask for them, and at each time
   */
  Caller(Requester requester, Supplier<Facts> facts) {
    this.requester = requester;
    this.facts = facts;
  }

  /** The same, as an authority needs to know it. */
  public Requester requester() {
    return requester;
  }

  /** What was proven of it beside its identity. */
  public Facts facts() {
    return facts.get();
  }

  /** Whether it asks for others. */
  public boolean isRegistrar() {
    return requester.role() instanceof Role.Registrar;
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
