package org.bequest.server.config;

import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;

/** Rules of renewal under which nobody could renew, or that mean nothing. */
final class RenewalChecks {
  private final String label;
  private final RenewalSettings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  RenewalChecks(String label, RenewalSettings settings, BiConsumer<String, Complaint> fault) {
    this.label = label;
    this.settings = settings;
    this.fault = fault;
  }

  /**
   * @param validity of the label's profile
   */
  void run(Duration validity, Set<String> profiles) {
    notNegative("window", settings.window());
    notNegative("max-life", settings.maxLife());
    notNegative("revoke-after", settings.revokeAfter());
    if (settings.maxLive() < 0) {
      complain("max-live", settings.maxLive(), "less than none");
    }
    if (settings.sameKeyLimit() < 0) {
      complain("same-key-limit", settings.sameKeyLimit(), "less than none");
    }
    if (!settings.maxLife().isZero() && settings.maxLife().compareTo(validity) < 0) {
      complain(
          "max-life",
          settings.maxLife(),
          "shorter than the validity of one certificate, " + Scalars.show(validity));
    }
    if (settings.maxLive() == 1 && settings.revokeOld() == RenewalSettings.RevokeOld.NEVER) {
      complain("max-live", 1, "nobody could renew: the old certificate stays live; set revoke-old");
    }
    settings.profiles().stream()
        .filter(p -> !profiles.contains(p))
        .forEach(p ->
            fault.accept(
                key("profiles"),
                new Complaint(p, "there is no such profile", Similar.hint(p, profiles))));
  }

  /** What only an authority that keeps its own books can do. */
  void runForAuthorityElsewhere() {
    if (settings.maxLive() != 0) {
      complain(
          "max-live", settings.maxLive(), "the label's authority is elsewhere and counts itself");
    }
    if (settings.revokeOld() != RenewalSettings.RevokeOld.NEVER) {
      complain(
          "revoke-old",
          settings.revokeOld(),
          "the label's authority is elsewhere, where alone its certificates are revoked");
    }
  }

  private void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      complain(key, value, "must not be negative");
    }
  }

  private void complain(String key, Object value, String reason) {
    fault.accept(key(key), new Complaint(Scalars.show(value), reason, ""));
  }

  private String key(String key) {
    return "labels." + label + ".renewal." + key;
  }
}
