package org.bequest.ca.local;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How certificates are renewed under a label (RFC 7030 4.2.2, security rule S-07).
 *
 * @param window a certificate is not renewed earlier than this before its end; empty for any time
 * @param keys what a renewal does with the key
 * @param maxLife nothing of a line of renewals outlives its first certificate's issue by more
 * @param maxLive certificates of one subject that may be live at a time
 * @param revokeAfter when the renewed certificate is revoked; zero for the moment of its renewal,
 *     empty for never
 * @param enroll whether simpleenroll under a certificate may renew it
 * @param profiles whose certificates may be renewed here, besides the label's own
 */
public record RenewalRules(
    Optional<Duration> window,
    KeyRule keys,
    Optional<Duration> maxLife,
    OptionalInt maxLive,
    Optional<Duration> revokeAfter,
    boolean enroll,
    Set<String> profiles) {
  /** Any time, any key, without limits. */
  public static final RenewalRules DEFAULT =
      new RenewalRules(
          Optional.empty(),
          new KeyRule.Any(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          true,
          Set.of());

  public RenewalRules {
    profiles = Set.copyOf(profiles);
  }

  /** Whether a renewed certificate is revoked in the commit of its renewal. */
  boolean revokesAtOnce() {
    return revokeAfter.filter(Duration::isZero).isPresent();
  }

  /** Renew (the same key) or rekey (a new one), in the words of RFC 7030 4.2.2. */
  public sealed interface KeyRule {
    /** As the profile says. */
    record Any() implements KeyRule {}

    /** Always a new one: a key is certified once. */
    record New() implements KeyRule {}

    /**
     * @param renewals in a row that may keep the key
     */
    record SameAtMost(int renewals) implements KeyRule {}
  }
}
