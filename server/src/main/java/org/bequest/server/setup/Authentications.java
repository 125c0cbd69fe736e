package org.bequest.server.setup;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bequest.server.auth.Authenticator;
import org.bequest.server.auth.Basic;
import org.bequest.server.auth.Bearer;
import org.bequest.server.auth.Digest;
import org.bequest.server.auth.Gate;
import org.bequest.server.auth.Lockout;
import org.bequest.server.auth.OneTimePassword;
import org.bequest.server.auth.OtpPlace;
import org.bequest.server.auth.Rates;
import org.bequest.server.auth.Together;
import org.bequest.server.config.DigestSettings;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.config.LockOutSettings;
import org.bequest.server.config.RateSettings;
import org.bequest.server.config.Settings;
import org.bequest.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * From the authenticators that labels name to their gates. What authenticators remember, and who is
 * locked out, outlives a reload and holds over all labels.
 */
final class Authentications {
  private final Store store;
  private final InstantSource clock;
  private final Settings settings;
  private final Basic basic;
  private @Nullable Digest digest;
  private final Lockout lockout;
  private final Rates rates;

  Authentications(Settings settings, Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.basic = new Basic(store.credentials());
    this.lockout = lockout(settings.limits().lockOut(), clock);
    RateSettings rate = settings.limits().rates();
    this.rates = new Rates(rate.perIdentity(), rate.perAddress(), rate.burst(), clock);
  }

  private static Lockout lockout(LockOutSettings settings, InstantSource clock) {
    return settings.enabled()
        ? Lockout.of(
            new Lockout.Policy(
                settings.failures(),
                settings.perIdentity(),
                settings.perAddress(),
                settings.longest(),
                settings.forget()),
            clock)
        : Lockout.off();
  }

  /**
   * @param clientCertificate for this label
   * @param tokens for all labels, as they are configured now
   */
  Gate gate(LabelSettings label, Authenticator clientCertificate, Bearer tokens) {
    Set<OtpPlace> places = EnumSet.copyOf(label.oneTimePasswords().in());
    List<Authenticator> authenticators =
        label.authenticators().stream()
            .map(ways ->
                together(
                    ways.stream()
                        .map(w -> one(w, new Own(places, clientCertificate, tokens)))
                        .toList()))
            .toList();
    return new Gate(
        authenticators,
        new Gate.Protection(usesOneTimePasswords(label) ? places : Set.of(), lockout, rates));
  }

  static boolean usesOneTimePasswords(LabelSettings label) {
    return label.authenticators().stream()
        .anyMatch(ways -> ways.contains(LabelSettings.Authentication.ONE_TIME_PASSWORD));
  }

  private static Authenticator together(List<Authenticator> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Together(parts);
  }

  /** What is not the same under every label. */
  private record Own(Set<OtpPlace> places, Authenticator clientCertificate, Bearer tokens) {}

  private Authenticator one(LabelSettings.Authentication way, Own own) {
    return switch (way) {
      case CLIENT_CERTIFICATE -> own.clientCertificate();
      case BASIC -> basic;
      case DIGEST -> digest();
      case BEARER -> own.tokens();
      case ONE_TIME_PASSWORD ->
          new OneTimePassword(store.credentials(), store.requests(), clock, own.places());
    };
  }

  /** Made when a label asks for it: its key is written to the database then. */
  private Digest digest() {
    if (digest == null) {
      DigestSettings asked = settings.digest();
      digest =
          new Digest(
              store.credentials(),
              store.nonces(),
              new Digest.Settings(asked.realm(), asked.md5(), asked.userhash(), asked.nonceLife()),
              clock);
    }
    return digest;
  }
}
