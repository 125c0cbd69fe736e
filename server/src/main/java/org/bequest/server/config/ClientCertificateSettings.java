package org.bequest.server.config;

import java.time.Duration;
import java.util.List;

/**
 * Whose certificates count under one label.
 *
 * @param anchors names of sections of {@code anchors}, and {@value #OWN} for this service's own
 *     authority
 * @param grace how long after its end a certificate of this service's own authority still renews
 *     its names
 */
public record ClientCertificateSettings(List<String> anchors, Duration grace) {
  /** What the file calls the authority that issues under the label. */
  public static final String OWN = "own";

  public static final ClientCertificateSettings DEFAULT =
      new ClientCertificateSettings(List.of(OWN), Duration.ZERO);

  public ClientCertificateSettings {
    anchors = anchors == null ? List.of(OWN) : List.copyOf(anchors);
    grace = grace == null ? Duration.ZERO : grace;
  }
}
