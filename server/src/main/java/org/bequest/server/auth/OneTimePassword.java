package org.bequest.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.store.CredentialStore;
import org.bequest.store.RequestStore;

/**
 * One-time passwords, sent as the password of HTTP Basic with the device's name, or nothing, as the
 * user name. Nothing is spent here: that happens in the commit of the certificate, so that a
 * request which is refused leaves its password whole.
 */
public final class OneTimePassword implements Authenticator {
  /** No text shorter than this holds 128 bits: users' passwords cost no look-up here. */
  private static final int SHORTEST = 16;

  private final CredentialStore store;
  private final RequestStore requests;
  private final InstantSource clock;

  public OneTimePassword(CredentialStore store, RequestStore requests, InstantSource clock) {
    this.store = store;
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public Verdict authenticate(Presented presented) {
    return presented.password().map(p -> judge(p, presented.label())).orElse(Verdict.NOT_MINE);
  }

  @Override
  public Optional<String> challenge() {
    return Optional.of("Basic realm=\"est\", charset=\"UTF-8\"");
  }

  private Verdict judge(BasicCredentials credentials, String label) {
    return find(credentials.password())
        .map(p -> judge(p, credentials.user(), label))
        .orElse(Verdict.NOT_MINE);
  }

  /** As it is normally stored and as people type it; else a code from elsewhere, as it is. */
  private Optional<CredentialStore.OneTimePassword> find(String typed) {
    if (typed.length() < SHORTEST) {
      return Optional.empty();
    }
    String normal = RandomCode.normalized(typed);
    Optional<CredentialStore.OneTimePassword> found = store.passwordByHash(sha256(normal));
    return found.isPresent() || normal.equals(typed) ? found : store.passwordByHash(sha256(typed));
  }

  private Verdict judge(CredentialStore.OneTimePassword password, String user, String label) {
    if (!password.label().equals(label)) {
      return refused(password, "does not count under this label");
    }
    if (!user.isEmpty() && !user.equals(password.name())) {
      return refused(password, "was made for another device");
    }
    Instant now = clock.instant();
    boolean spent = password.spentAt().isPresent();
    if ((spent || !now.isBefore(password.expiresAt())) && !requests.holds(password.id(), now)) {
      return refused(password, spent ? "is spent" : "has expired");
    }
    return new Verdict.Accepted(caller(password));
  }

  private static Verdict refused(CredentialStore.OneTimePassword password, String why) {
    return Verdict.unauthenticated("one-time password " + password.id() + " " + why);
  }

  private static Caller caller(CredentialStore.OneTimePassword password) {
    return new Caller(
        new Requester(
            "otp:" + password.name(),
            grant(password.name()),
            Optional.empty(),
            Optional.of(password.id())),
        () -> facts(password));
  }

  private static Facts facts(CredentialStore.OneTimePassword password) {
    Facts facts = Facts.by("one-time-password");
    return password.name().isEmpty() ? facts : facts.with("otp.name", password.name());
  }

  /** The name alone: a star, which would be a pattern to the authority, grants nothing. */
  private static List<String> grant(String name) {
    return name.isEmpty() || name.indexOf('*') >= 0
        ? List.of()
        : List.of("CN=" + name, "dns:" + name);
  }

  private static byte[] sha256(String password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
