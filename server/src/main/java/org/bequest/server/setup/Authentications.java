package org.bequest.server.setup;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bequest.server.auth.Authenticator;
import org.bequest.server.auth.Basic;
import org.bequest.server.auth.Gate;
import org.bequest.server.auth.Lockout;
import org.bequest.server.auth.OneTimePassword;
import org.bequest.server.auth.OtpPlace;
import org.bequest.server.auth.Rates;
import org.bequest.server.auth.Together;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.config.LockOutSettings;
import org.bequest.server.config.RateSettings;
import org.bequest.server.config.Settings;
import org.bequest.store.Store;

/**
 * From the authenticators that labels name to their gates. What authenticators remember, and who is
 * locked out, outlives a reload and holds over all labels.
 */
final class Authentications {
  private final Store store;
  private final InstantSource clock;
  private final Basic basic;
  private final Lockout lockout;
  private final Rates rates;

  Authentications(Settings settings, Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
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
   */
  Gate gate(LabelSettings label, Authenticator clientCertificate) {
    Set<OtpPlace> places = EnumSet.copyOf(label.oneTimePasswords().in());
    boolean used =
        label.authenticators().stream()
            .anyMatch(ways -> ways.contains(LabelSettings.Authentication.ONE_TIME_PASSWORD));
    List<Authenticator> authenticators =
        label.authenticators().stream()
            .map(ways ->
                together(ways.stream().map(w -> one(w, places, clientCertificate)).toList()))
            .toList();
    return new Gate(authenticators, new Gate.Protection(used ? places : Set.of(), lockout, rates));
  }

  private static Authenticator together(List<Authenticator> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Together(parts);
  }

  private Authenticator one(
      LabelSettings.Authentication way, Set<OtpPlace> places, Authenticator clientCertificate) {
    return switch (way) {
      case CLIENT_CERTIFICATE -> clientCertificate;
      case BASIC -> basic;
      case ONE_TIME_PASSWORD ->
          new OneTimePassword(store.credentials(), store.requests(), clock, places);
    };
  }
}
