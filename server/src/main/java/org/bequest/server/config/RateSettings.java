package org.bequest.server.config;

/**
 * How many requests a minute; 0 is no limit.
 *
 * @param burst so many at once, however long nothing came before
 */
public record RateSettings(Integer perIdentity, Integer perAddress, Integer burst) {
  public static final RateSettings DEFAULT = new RateSettings(0, 0, 20);

  public RateSettings {
    perIdentity = perIdentity == null ? DEFAULT.perIdentity : perIdentity;
    perAddress = perAddress == null ? DEFAULT.perAddress : perAddress;
    burst = burst == null ? DEFAULT.burst : burst;
  }
}
