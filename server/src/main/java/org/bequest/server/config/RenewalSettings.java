package org.bequest.server.config;

import java.time.Duration;
import java.util.List;

/** How certificates are renewed under a label. A duration or number of zero sets no limit. */
public record RenewalSettings(
    Duration window,
    Keys keys,
    Integer sameKeyLimit,
    Duration maxLife,
    Integer maxLive,
    RevokeOld revokeOld,
    Duration revokeAfter,
    Enroll enroll,
    List<String> profiles) {
  public static final RenewalSettings DEFAULT =
      new RenewalSettings(
          Duration.ZERO,
          Keys.ANY,
          3,
          Duration.ZERO,
          0,
          RevokeOld.NEVER,
          Duration.ofDays(1),
          Enroll.ALLOWED,
          List.of());

  public RenewalSettings {
    window = window == null ? Duration.ZERO : window;
    keys = keys == null ? Keys.ANY : keys;
    sameKeyLimit = sameKeyLimit == null ? 3 : sameKeyLimit;
    maxLife = maxLife == null ? Duration.ZERO : maxLife;
    maxLive = maxLive == null ? 0 : maxLive;
    revokeOld = revokeOld == null ? RevokeOld.NEVER : revokeOld;
    revokeAfter = revokeAfter == null ? Duration.ofDays(1) : revokeAfter;
    enroll = enroll == null ? Enroll.ALLOWED : enroll;
    profiles = profiles == null ? List.of() : List.copyOf(profiles);
  }

  /** Whether a renewal keeps its key. */
  public enum Keys {
    ANY,
    NEW,
    SAME_AT_MOST
  }

  /** What becomes of a certificate that was renewed. */
  public enum RevokeOld {
    NEVER,
    AT_ONCE,
    LATER
  }

  /** Whether simpleenroll under a certificate renews it. */
  public enum Enroll {
    ALLOWED,
    REFUSED
  }
}
