package org.bequest.server.config;

/** Whether and what a label hears of CMC (RFC 7030 4.3). */
public record FullCmcSettings(Boolean offered) {
  public static final FullCmcSettings DEFAULT = new FullCmcSettings(false);

  public FullCmcSettings {
    offered = offered == null ? DEFAULT.offered : offered;
  }
}
