package org.bequest.server.names;

import org.bequest.ca.Requester;
import org.bequest.server.auth.Caller;

/** The rules of one label about what its callers may be named. */
public final class NameRules {
  /** Every caller may have the names that its credential grants by itself. */
  public static final NameRules NONE = new NameRules();

  private NameRules() {}

  /** The caller as the authority knows it, with the grant that these rules make. */
  public Requester requester(Caller caller) {
    return caller.requester();
  }
}
