package org.bequest.server.config;

import java.time.Duration;

/**
 * What wrong passwords lead to (RFC 7030 6).
 *
 * @param failures wrong passwords that cost no delay, for one identity from one address
 * @param perIdentity the same over all addresses
 * @param perAddress the same over all identities
 * @param longest the delay doubles up to this
 * @param forget without a failure for so long, all is forgotten
 */
public record LockOutSettings(
    Boolean enabled,
    Integer failures,
    Integer perIdentity,
    Integer perAddress,
    Duration longest,
    Duration forget) {
  public static final LockOutSettings DEFAULT =
      new LockOutSettings(true, 5, 50, 100, Duration.ofMinutes(1), Duration.ofHours(1));

  public LockOutSettings {
    enabled = enabled == null ? DEFAULT.enabled : enabled;
    failures = failures == null ? DEFAULT.failures : failures;
    perIdentity = perIdentity == null ? DEFAULT.perIdentity : perIdentity;
    perAddress = perAddress == null ? DEFAULT.perAddress : perAddress;
    longest = longest == null ? DEFAULT.longest : longest;
    forget = forget == null ? DEFAULT.forget : forget;
  }
}
