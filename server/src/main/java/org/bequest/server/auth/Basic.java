package org.bequest.server.auth;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bequest.store.CredentialStore;
import org.bequest.store.CredentialStore.User;

/**
 * Users of HTTP Basic (RFC 7617), whose passwords are kept as Argon2id.
 *
 * <p>A password that was accepted is remembered for a while, so that a fleet behind one user does
 * not pay for Argon2 at each request. The user is still read from the store each time: a change of
 * password, label or names counts at once.
 */
public final class Basic implements Authenticator {
  static final String CHALLENGE = "Basic realm=\"est\", charset=\"UTF-8\"";

  private final CredentialStore store;
  private final PasswordCheck check;
  private final RememberedPasswords remembered;

  public Basic(CredentialStore store) {
    this.store = store;
    this.check = new PasswordCheck();
    this.remembered = new RememberedPasswords(10_000, Duration.ofMinutes(10));
  }

  @Override
  public Verdict authenticate(Presented presented) {
    return presented.password().map(p -> judge(p, presented.label())).orElse(Verdict.NOT_MINE);
  }

  @Override
  public List<String> challenges(Presented presented) {
    return List.of(CHALLENGE);
  }

  @Override
  public Guessing guessing() {
    return Guessing.POSSIBLE;
  }

  private Verdict judge(BasicCredentials credentials, String label) {
    Optional<User> user =
        credentials.user().isEmpty() ? Optional.empty() : store.user(credentials.user());
    if (user.isEmpty()) {
      return check.unknown(credentials.password()) ? Verdict.NOT_MINE : PasswordCheck.BUSY;
    }
    return judge(credentials, user.get(), label);
  }

  private Verdict judge(BasicCredentials credentials, User user, String label) {
    if (!remembered.knows(credentials, user.passwordHash())) {
      switch (check.verify(credentials.password(), user.passwordHash())) {
        case RIGHT -> remembered.remember(credentials, user.passwordHash());
        case WRONG -> {
          return Verdict.unauthenticated("wrong password of user " + user.name());
        }
        case BUSY -> {
          return PasswordCheck.BUSY;
        }
      }
    }
    return KnownUser.under(label, user, "basic");
  }

  @Override
  public Verdict suppose(Supposed who) {
    return who.user().isEmpty()
        ? Verdict.NOT_MINE
        : store
            .user(who.user())
            .map(u -> KnownUser.under(who.label(), u, "basic"))
            .orElse(Verdict.NOT_MINE);
  }
}
