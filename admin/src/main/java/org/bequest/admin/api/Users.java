package org.bequest.admin.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.admin.message.NewPassword;
import org.bequest.admin.message.NewUser;
import org.bequest.admin.message.UserState;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.auth.DigestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore.DigestKey;
import org.bequest.store.CredentialStore.User;

/** Users of HTTP Basic, and of HTTP Digest where they are made for it. */
final class Users {
  private static final int SHORTEST_PASSWORD = 8;
  private static final String ANY_LABEL = "*";

  private final Routes.Backend backend;

  Users(Routes.Backend backend) {
    this.backend = backend;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/users", _ -> list()),
        Route.of("GET", "/v1/users/{name}", this::show),
        Route.of("POST", "/v1/users/{name}", this::add),
        Route.of("PUT", "/v1/users/{name}", this::put),
        Route.of("PUT", "/v1/users/{name}/password", this::password),
        Route.of("DELETE", "/v1/users/{name}", this::delete));
  }

  private Reply list() {
    return Reply.ok(backend.store().credentials().users().stream().map(Users::state).toList());
  }

  private Reply show(Call call) {
    return backend
        .store()
        .credentials()
        .user(call.parameter())
        .map(u -> Reply.ok(state(u)))
        .orElseGet(() -> unknown(call));
  }

  private Reply put(Call call) {
    NewUser asked = call.message(NewUser.class);
    return fault(call.parameter(), asked).map(Reply::badRequest).orElseGet(() -> put(call, asked));
  }

  private Reply add(Call call) {
    return backend.store().credentials().user(call.parameter()).isPresent()
        ? new Reply.Refused(409, "there is a user " + call.parameter() + " already")
        : put(call);
  }

  private Reply put(Call call, NewUser asked) {
    try (Secret password = Secret.of(asked.password())) {
      var user =
          new User(
              call.parameter(),
              PasswordHash.hash(password),
              asked.label(),
              asked.names(),
              asked.digest() ? digests(call.parameter(), asked.password()) : List.of());
      backend.store().credentials().putUser(user, audit(call, "user.put"));
      return Reply.ok(state(user));
    }
  }

  private List<DigestKey> digests(String name, String password) {
    return DigestKeys.of(name, password, backend.digest().realm(), backend.digest().md5());
  }

  private Reply password(Call call) {
    NewPassword asked = call.message(NewPassword.class);
    return shortness(asked.password())
        .map(Reply::badRequest)
        .orElseGet(() ->
            backend
                .store()
                .credentials()
                .user(call.parameter())
                .map(u -> password(call, u, asked.password()))
                .orElseGet(() -> unknown(call)));
  }

  private Reply password(Call call, User user, String changed) {
    try (Secret password = Secret.of(changed)) {
      var after =
          new User(
              user.name(),
              PasswordHash.hash(password),
              user.label(),
              user.names(),
              user.digests().isEmpty() ? List.of() : digests(user.name(), changed));
      backend.store().credentials().putUser(after, audit(call, "user.password"));
      return Reply.ok(state(after));
    }
  }

  private static Optional<String> shortness(String password) {
    return password.length() < SHORTEST_PASSWORD
        ? Optional.of("a password has " + SHORTEST_PASSWORD + " characters or more")
        : Optional.empty();
  }

  private Optional<String> fault(String name, NewUser asked) {
    if (name.indexOf(':') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("a user name has no colon (RFC 7617)");
    }
    return shortness(asked.password())
        .or(() ->
            asked.label().equals(ANY_LABEL) || backend.knowsLabel().test(asked.label())
                ? Optional.empty()
                : Optional.of("there is no label " + asked.label()));
  }

  private Reply delete(Call call) {
    return backend.store().credentials().deleteUser(call.parameter(), audit(call, "user.delete"))
        ? new Reply.Empty()
        : unknown(call);
  }

  private AuditEntry audit(Call call, String action) {
    return new AuditEntry(
        backend.clock().instant(), action, call.actor(), call.parameter(), "ok", Map.of());
  }

  private static Reply unknown(Call call) {
    return Reply.notFound("there is no user " + call.parameter());
  }

  private static UserState state(User user) {
    return new UserState(user.name(), user.label(), user.names(), !user.digests().isEmpty());
  }
}
