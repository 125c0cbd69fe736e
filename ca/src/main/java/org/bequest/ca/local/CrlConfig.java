package org.bequest.ca.local;

import java.time.Duration;

/**
 * @param validity nextUpdate after thisUpdate; publish again well before it has passed
 * @param backdate how far before now thisUpdate lies
 */
public record CrlConfig(Duration validity, Duration backdate) {
  public static final CrlConfig DEFAULT = new CrlConfig(Duration.ofDays(7), Duration.ofMinutes(5));
}
