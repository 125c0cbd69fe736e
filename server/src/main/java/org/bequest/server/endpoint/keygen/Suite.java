package org.bequest.server.endpoint.keygen;

import java.util.Optional;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.server.label.KeyGeneration.Transport;

/**
 * The cipher suite of a connection, as far as a key that leaves over it is concerned: it must be
 * one that encrypts, and as strong as the key (RFC 7030 4.4).
 */
public record Suite(String name) {
  private static final int STRONG = 128;

  /** One clause for the client; empty when a key of this kind may leave. */
  public Optional<String> refusal(KeyAlgorithm key, Transport transport) {
    int needed =
        switch (transport) {
          case MATCHING -> key.strength();
          case STRONG -> STRONG;
        };
    return strength() >= needed
        ? Optional.empty()
        : Optional.of(
            "a %s key leaves over a cipher of %d bits or more, and this connection has %s (RFC"
                    .formatted(key.configName(), needed, name)
                + " 7030 section 4.4)");
  }

  /** Bits; none for a suite that does not encrypt, or an unknown one. */
  int strength() {
    if (name.contains("_NULL_")) {
      return 0;
    }
    if (name.contains("_AES_256_") || name.contains("_CHACHA20_")) {
      return 256;
    }
    if (name.contains("_AES_128_")) {
      return 128;
    }
    return 0;
  }
}
