package org.bequest.server.config;

/**
 * Whether and how a label makes keys for its clients (RFC 7030 4.4, RFC 8295 8).
 *
 * @param archive whether each is kept for its recovery
 */
public record KeygenSettings(Boolean offered, Boolean archive) {
  public static final KeygenSettings DEFAULT = new KeygenSettings(false, false);

  public KeygenSettings {
    offered = offered == null ? DEFAULT.offered : offered;
    archive = archive == null ? DEFAULT.archive : archive;
  }
}
