package org.bequest.server.auth;

import java.util.Optional;

/** One way to prove who asks. Safe for concurrent use; shared by any number of labels. */
public interface Authenticator {
  /** Judges what was presented. Blocks while a store is read or a password is hashed. */
  Verdict authenticate(Presented presented);

  /**
   * Value of {@code WWW-Authenticate} for a request that presented nothing; empty when HTTP has no
   * way to ask for it.
   */
  Optional<String> challenge();
}
