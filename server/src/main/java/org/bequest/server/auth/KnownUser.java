package org.bequest.server.auth;

import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.store.CredentialStore.User;

/** A user whose password was right, by whatever scheme. */
final class KnownUser {
  private static final String EVERY_LABEL = "*";

  private KnownUser() {}

  /**
   * @param authenticator word of the configuration for who found it right
   */
  static Verdict under(String label, User user, String authenticator) {
    return user.label().equals(EVERY_LABEL) || user.label().equals(label)
        ? new Verdict.Accepted(caller(user, authenticator))
        : Verdict.unauthenticated("user " + user.name() + " does not count under this label");
  }

  private static Caller caller(User user, String authenticator) {
    return new Caller(
        new Requester("user:" + user.name(), user.names(), Optional.empty(), Optional.empty()),
        () -> Facts.by(authenticator).with("user", user.name()));
  }
}
