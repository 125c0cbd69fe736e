package org.bequest.server.config;

/**
 * Secrets that the service shares with devices.
 *
 * @param sealingKey 32 random octets in base64, under which they lie in the database; needed by
 *     whoever adds or uses one
 */
public record SecretsSettings(SecretReference sealingKey) {
  public SecretsSettings {
    sealingKey = sealingKey == null ? new SecretReference.None() : sealingKey;
  }
}
