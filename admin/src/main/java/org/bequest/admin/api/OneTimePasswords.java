package org.bequest.admin.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.admin.message.CreatedOtp;
import org.bequest.admin.message.NewOtp;
import org.bequest.admin.message.OtpState;
import org.bequest.crypto.secret.OneTimeCode;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore.OneTimePassword;

/** One-time passwords for devices: shown once, stored as a hash. */
final class OneTimePasswords {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int LONGEST_NAME = 64;

  private final Routes.Backend backend;

  OneTimePasswords(Routes.Backend backend) {
    this.backend = backend;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/v1/otp", this::create),
        Route.of("GET", "/v1/otp", _ -> list()),
        Route.of("DELETE", "/v1/otp/{id}", this::withdraw));
  }

  private Reply create(Call call) {
    NewOtp asked = call.message(NewOtp.class);
    return fault(asked).map(Reply::badRequest).orElseGet(() -> create(call, asked));
  }

  private Reply create(Call call, NewOtp asked) {
    OneTimeCode code = OneTimeCode.random();
    Instant now = backend.clock().instant();
    var row =
        new OneTimePassword(
            id(),
            code.sha256(),
            asked.label(),
            asked.name(),
            now,
            now.plus(asked.validity()),
            Optional.empty());
    backend.store().credentials().addPassword(row, audit(call, "otp.create", row.id(), asked));
    return Reply.created(
        new CreatedOtp(row.id(), row.name(), row.label(), code.text(), row.expiresAt()));
  }

  private Optional<String> fault(NewOtp asked) {
    if (asked.name().isEmpty()
        || asked.name().length() > LONGEST_NAME
        || asked.name().chars().anyMatch(c -> c < ' ' || c == ':' || c == '*')) {
      return Optional.of("a device has a name of 1 to 64 characters without colon and star");
    }
    if (!backend.knowsLabel().test(asked.label())) {
      return Optional.of("there is no label " + asked.label());
    }
    return asked.validity().isPositive() && asked.validity().compareTo(LONGEST) <= 0
        ? Optional.empty()
        : Optional.of("a one-time password is valid for a second to a year");
  }

  private Reply list() {
    return Reply.ok(
        backend.store().credentials().passwords().stream()
            .map(p ->
                new OtpState(
                    p.id(),
                    p.name(),
                    p.label(),
                    p.createdAt(),
                    p.expiresAt(),
                    p.spentAt().orElse(null)))
            .toList());
  }

  private Reply withdraw(Call call) {
    String id = call.parameter();
    var audit =
        new AuditEntry(backend.clock().instant(), "otp.withdraw", call.actor(), id, "ok", Map.of());
    return backend.store().credentials().withdrawPassword(id, audit)
        ? new Reply.Empty()
        : Reply.notFound("no unspent one-time password has the id " + id);
  }

  private AuditEntry audit(Call call, String action, String id, NewOtp asked) {
    return new AuditEntry(
        backend.clock().instant(),
        action,
        call.actor(),
        id,
        "ok",
        Map.of("name", asked.name(), "label", asked.label()));
  }

  /** Says nothing about the password. */
  private static String id() {
    return RandomCode.normalized(RandomCode.oneTimePassword()).substring(0, 12);
  }
}
