package org.bequest.admin.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.admin.message.CreatedSecret;
import org.bequest.admin.message.NewSecret;
import org.bequest.admin.message.SecretState;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.formats.MalformedException;
import org.bequest.server.secret.HolderKey;
import org.bequest.server.secret.SealException;
import org.bequest.store.AuditEntry;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets;
import org.bequest.store.SharedSecrets.Kind;

/** Secrets that the service shares with devices: stored sealed, shown when they are made. */
final class Secrets {
  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final int LONGEST_REFERENCE = 256;

  private final Routes.Backend backend;

  Secrets(Routes.Backend backend) {
    this.backend = backend;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/v1/secrets", this::add),
        Route.of("GET", "/v1/secrets", _ -> list()),
        Route.of("DELETE", "/v1/secrets/{id}", this::remove));
  }

  private Reply add(Call call) {
    NewSecret asked = call.message(NewSecret.class);
    return fault(asked)
        .map(Reply::badRequest)
        .orElseGet(() -> add(call, asked, SecretKind.of(asked.kind()).orElseThrow()));
  }

  private Reply add(Call call, NewSecret asked, Kind kind) {
    try (SecretValue value = SecretValue.of(kind, asked.value())) {
      SealedSecret sealed = backend.secrets().vault().seal(row(asked, kind, value), value.octets());
      return isTaken(sealed) || !store().add(sealed, audit(call, "secret.add", sealed))
          ? Reply.conflict("another secret has this id or reference already")
          : Reply.created(new CreatedSecret(state(sealed), value.shown().orElse(null)));
    } catch (MalformedException e) {
      return Reply.badRequest(String.valueOf(e.getMessage()));
    } catch (SealException e) {
      return Reply.conflict(String.valueOf(e.getMessage()));
    }
  }

  /** Whoever proves an identity is known by the reference alone: it must not be ambiguous. */
  private boolean isTaken(SealedSecret secret) {
    return secret.kind() == Kind.CMC
        && store().referred(Kind.CMC, secret.reference()).stream()
            .anyMatch(s -> s.label().equals(secret.label()));
  }

  private SealedSecret row(NewSecret asked, Kind kind, SecretValue value)
      throws MalformedException {
    Instant now = backend.clock().instant();
    String id = asked.id().isEmpty() ? RandomCode.ticket() : asked.id();
    return new SealedSecret(
        id,
        kind,
        reference(asked, id, value),
        asked.identity(),
        asked.label(),
        names(asked, kind),
        new byte[0],
        asked.singleUse(),
        now,
        asked.validity().isZero() ? Optional.empty() : Optional.of(now.plus(asked.validity())),
        Optional.empty());
  }

  private static byte[] reference(NewSecret asked, String id, SecretValue value)
      throws MalformedException {
    if (!asked.reference().isEmpty()) {
      return HexFormat.of().parseHex(asked.reference());
    }
    return asked.kind().equals(SecretKind.word(Kind.KEY_HOLDER))
        ? HolderKey.decode(value.octets().octets()).identifier()
        : id.getBytes(StandardCharsets.UTF_8);
  }

  /** A device may have its own name. */
  private static List<String> names(NewSecret asked, Kind kind) {
    boolean own = kind == Kind.CMC && asked.names().isEmpty() && asked.identity().indexOf(':') < 0;
    return own ? List.of("CN=" + asked.identity(), "dns:" + asked.identity()) : asked.names();
  }

  private Optional<String> fault(NewSecret asked) {
    if (SecretKind.of(asked.kind()).isEmpty()) {
      return Optional.of("the kind is one of " + SecretKind.all());
    }
    if (!asked.id().matches("[A-Za-z0-9._-]{0,64}")) {
      return Optional.of("an id has letters, digits, dots, dashes and underscores, at most 64");
    }
    if (!asked.reference().matches("([0-9a-fA-F]{2}){0," + LONGEST_REFERENCE + "}")) {
      return Optional.of("a reference is hexadecimal, at most " + LONGEST_REFERENCE + " octets");
    }
    if (!asked.identity().matches("[^\\p{Cntrl}*]{1,256}")) {
      return Optional.of("an identity has 1 to 256 characters and no star");
    }
    return faultOfUse(asked);
  }

  private Optional<String> faultOfUse(NewSecret asked) {
    boolean cmc = asked.kind().equals(SecretKind.word(Kind.CMC));
    if (!cmc && (asked.singleUse() || !asked.names().isEmpty())) {
      return Optional.of("only secrets for CMC have names or are for one use");
    }
    if (!asked.label().equals(SealedSecret.ANY_LABEL)
        && !backend.knowsLabel().test(asked.label())) {
      return Optional.of("there is no label " + asked.label());
    }
    return asked.validity().isNegative() || asked.validity().compareTo(LONGEST) > 0
        ? Optional.of("a secret is valid for ten years at most")
        : Optional.empty();
  }

  private Reply list() {
    return Reply.ok(store().all().stream().map(Secrets::state).toList());
  }

  private Reply remove(Call call) {
    return store()
        .find(call.parameter())
        .filter(s -> store().remove(s.id(), audit(call, "secret.remove", s)))
        .<Reply>map(_ -> new Reply.Empty())
        .orElseGet(() -> Reply.notFound("there is no secret " + call.parameter()));
  }

  private SharedSecrets store() {
    return backend.store().sharedSecrets();
  }

  private AuditEntry audit(Call call, String action, SealedSecret secret) {
    return new AuditEntry(
        backend.clock().instant(),
        action,
        call.actor(),
        secret.id(),
        "ok",
        Map.of(
            "kind", SecretKind.word(secret.kind()),
            "identity", secret.identity(),
            "label", secret.label()));
  }

  private static SecretState state(SealedSecret secret) {
    return new SecretState(
        secret.id(),
        SecretKind.word(secret.kind()),
        HexFormat.of().formatHex(secret.reference()),
        secret.identity(),
        secret.label(),
        secret.names(),
        secret.singleUse(),
        secret.createdAt(),
        secret.expiresAt().orElse(null),
        secret.spentAt().orElse(null));
  }
}
