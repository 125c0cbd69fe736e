package org.bequest.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Authorities outside of this service whose certificates may count as credentials, such as the
 * manufacturer of devices: the third-party trust anchors of RFC 7030 3.3.2.
 *
 * @param certificates PEM files of the anchors themselves
 * @param intermediates PEM files for paths that a client does not bring along
 * @param crls files of revocation lists, DER or PEM
 * @param usages words for extended key usages, one of which a certificate must have if it has any
 * @param grace how long after its end a certificate still counts
 */
public record AnchorSettings(
    List<Path> certificates,
    List<Path> intermediates,
    List<Path> crls,
    Revocation revocation,
    List<String> usages,
    Duration grace) {
  public AnchorSettings {
    certificates = certificates == null ? List.of() : List.copyOf(certificates);
    intermediates = intermediates == null ? List.of() : List.copyOf(intermediates);
    crls = crls == null ? List.of() : List.copyOf(crls);
    revocation = revocation == null ? Revocation.REQUIRED : revocation;
    usages = usages == null ? List.of("client-auth") : List.copyOf(usages);
    grace = grace == null ? Duration.ZERO : grace;
  }

  /** What becomes of a certificate whose revocation nobody tells anything about. */
  public enum Revocation {
    /** It is refused. */
    REQUIRED,
    /** It counts. */
    IF_AVAILABLE
  }
}
