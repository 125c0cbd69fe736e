package org.bequest.server.config;

import java.util.List;

/**
 * What clients send back about packages (RFC 8295 8.2).
 *
 * @param anchors whose certificates count under what is signed: names of sections of {@code
 *     anchors}, and {@value ClientCertificateSettings#OWN} for this service's own authority; none
 *     stands for those of client-certificates
 */
public record ReturnsSettings(List<String> anchors) {
  public static final ReturnsSettings DEFAULT = new ReturnsSettings(List.of());

  public ReturnsSettings {
    anchors = anchors == null ? List.of() : List.copyOf(anchors);
  }
}
