package org.bequest.server.config;

import java.nio.file.Path;

/**
 * One thing that is wrong with a configuration.
 *
 * @param line from 1; 0 when it belongs to no line
 * @param key path with dots: {@code labels.default.profile}
 * @param value as it stands in the file; empty when there is none, or when it may be a secret
 * @param reason one clause
 * @param suggestion what to write instead; empty when there is nothing to suggest
 */
public record ConfigFault(
    Path file, int line, String key, String value, String reason, String suggestion) {
  /** {@code bequest.yaml:12: labels.default.profil: unknown key; did you mean "profile"?} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file.toString());
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    if (!value.isEmpty()) {
      text.append('"').append(value).append("\": ");
    }
    text.append(reason);
    return suggestion.isEmpty() ? text.toString() : text.append("; ").append(suggestion).toString();
  }
}
