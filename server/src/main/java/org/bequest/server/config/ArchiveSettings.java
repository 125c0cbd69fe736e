package org.bequest.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Where private keys go that were made for devices and are kept.
 *
 * @param certificates PEM files, one certificate each: each of their keys, which the service never
 *     has, recovers every archived key
 */
public record ArchiveSettings(List<Path> certificates) {
  public ArchiveSettings {
    certificates = certificates == null ? List.of() : List.copyOf(certificates);
  }
}
