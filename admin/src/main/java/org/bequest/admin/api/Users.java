package org.bequest.admin.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.admin.message.NewUser;
import org.bequest.admin.message.UserState;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore.User;

/** Users of HTTP Basic. */
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
        Route.of("PUT", "/v1/users/{name}", this::put),
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

  private Reply put(Call call, NewUser asked) {
    try (Secret password = Secret.of(asked.password())) {
      var user =
          new User(call.parameter(), PasswordHash.hash(password), asked.label(), asked.names());
      backend.store().credentials().putUser(user, audit(call, "user.put"));
      return Reply.ok(state(user));
    }
  }

  private Optional<String> fault(String name, NewUser asked) {
    if (name.indexOf(':') >= 0) {
      return Optional.of("a user name has no colon (RFC 7617)");
    }
    if (asked.password().length() < SHORTEST_PASSWORD) {
      return Optional.of("a password has " + SHORTEST_PASSWORD + " characters or more");
    }
    return asked.label().equals(ANY_LABEL) || backend.knowsLabel().test(asked.label())
        ? Optional.empty()
        : Optional.of("there is no label " + asked.label());
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
    return new UserState(user.name(), user.label(), user.names());
  }
}
