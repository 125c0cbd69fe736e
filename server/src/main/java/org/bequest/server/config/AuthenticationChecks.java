package org.bequest.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bequest.server.auth.OtpPlace;
import org.bequest.server.auth.TokenIssuer;
import org.bequest.server.config.LabelSettings.Authentication;

/** Authenticators that could never accept anybody, and limits that would not hold. */
final class AuthenticationChecks {
  private final Settings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  AuthenticationChecks(Settings settings, BiConsumer<String, Complaint> fault) {
    this.settings = settings;
    this.fault = fault;
  }

  void run() {
    settings.labels().forEach((name, label) -> label("labels." + name, label));
    settings.tokens().forEach((name, tokens) -> tokens("tokens." + name, name, tokens));
    uniqueIssuers();
    digest();
    limits();
  }

  private void label(String key, LabelSettings label) {
    String ways = key + ".authenticators";
    List<List<Authentication>> all = label.authenticators();
    if (all.isEmpty() || all.contains(List.<Authentication>of())) {
      complain(ways, "", "nobody could enrol: name at least one way to authenticate");
    }
    if (all.stream().distinct().count() < all.size()
        || all.stream()
            .anyMatch(together -> together.stream().distinct().count() < together.size())) {
      complain(ways, "", "one of them stands here twice");
    }
    if (all.stream().anyMatch(t -> t.contains(Authentication.BEARER))
        && settings.tokens().isEmpty()) {
      complain(ways, "bearer", "no issuer of tokens is configured: add section tokens");
    }
    all.stream().filter(t -> passwords(t, label) > 1).forEach(_ -> twoHeads(ways));
    if (label.oneTimePasswords().in().isEmpty()) {
      complain(key + ".one-time-passwords.in", "", "name at least one place");
    }
  }

  /** How many of them need the one Authorization field of a request. */
  private static long passwords(List<Authentication> together, LabelSettings label) {
    List<OtpPlace> places = label.oneTimePasswords().in();
    return together.stream()
        .filter(way ->
            switch (way) {
              case CLIENT_CERTIFICATE -> false;
              case BASIC, DIGEST, BEARER -> true;
              case ONE_TIME_PASSWORD -> places.equals(List.of(OtpPlace.BASIC));
            })
        .count();
  }

  private void twoHeads(String key) {
    complain(
        key, "", "two that stand together both need the field Authorization, which comes once");
  }

  private void tokens(String key, String name, TokenSettings tokens) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      complain(key, name, "the name goes into identities: letters, digits, dots and dashes only");
    }
    if (tokens.audience().isEmpty()) {
      complain(key + ".audience", "", "required, or tokens for anybody else would count too");
    }
    if (tokens.algorithms().isEmpty()) {
      complain(key + ".algorithms", "", "name at least one");
    }
    tokens.algorithms().stream()
        .filter(a -> TokenIssuer.algorithm(a).isEmpty())
        .forEach(a -> complain(key + ".algorithms", a, "not an algorithm that can be allowed"));
    if (tokens.clockSkew().isNegative() || tokens.clockSkew().toMinutes() > 10) {
      complain(key + ".clock-skew", Scalars.show(tokens.clockSkew()), "outside of 0s to 10m");
    }
    if (!tokens.refresh().isPositive()) {
      complain(key + ".refresh", Scalars.show(tokens.refresh()), "must be longer than nothing");
    }
  }

  private void uniqueIssuers() {
    Map<String, String> seen = new HashMap<>();
    settings
        .tokens()
        .forEach((name, tokens) -> {
          if (seen.put(String.valueOf(tokens.issuer()), name) != null) {
            complain("tokens." + name + ".issuer", tokens.issuer(), "another section has it too");
          }
        });
  }

  private void digest() {
    DigestSettings digest = settings.digest();
    if (digest.realm().isEmpty() || digest.realm().chars().anyMatch(c -> c < ' ' || c > '~')) {
      complain("digest.realm", digest.realm(), "not printable ASCII");
    }
    if (digest.nonceLife().toSeconds() < 10 || digest.nonceLife().toHours() > 24) {
      complain("digest.nonce-life", Scalars.show(digest.nonceLife()), "outside of 10s to 24h");
    }
  }

  private void limits() {
    LockOutSettings lock = settings.limits().lockOut();
    least("limits.lock-out.failures", lock.failures(), 1);
    least("limits.lock-out.per-identity", lock.perIdentity(), lock.failures());
    least("limits.lock-out.per-address", lock.perAddress(), lock.failures());
    if (lock.longest().toSeconds() < 1 || lock.forget().compareTo(lock.longest()) <= 0) {
      complain(
          "limits.lock-out.longest",
          Scalars.show(lock.longest()),
          "must be a second or more, and shorter than limits.lock-out.forget");
    }
    RateSettings rates = settings.limits().rates();
    least("limits.rates.per-identity", rates.perIdentity(), 0);
    least("limits.rates.per-address", rates.perAddress(), 0);
    least("limits.rates.burst", rates.burst(), 1);
  }

  private void least(String key, int value, int least) {
    if (value < least) {
      complain(key, Integer.toString(value), "less than " + least);
    }
  }

  private void complain(String key, String value, String reason) {
    fault.accept(key, new Complaint(value, reason, ""));
  }
}
