package org.bequest.server.config;

/** Whether and how a label makes keys for its clients (RFC 7030 4.4, RFC 8295 8). */
public record KeygenSettings(Boolean offered) {
  public static final KeygenSettings DEFAULT = new KeygenSettings(false);

  public KeygenSettings {
    offered = offered == null ? DEFAULT.offered : offered;
  }
}
