package org.bequest.client.cmc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.crypto.cmc.IdentityWitness.Known;
import org.bequest.crypto.secret.Secret;

/**
 * What the server gave this client to show who it is.
 *
 * @param identification by which the server finds the secret; it goes into the message
 */
public record SharedSecret(Secret secret, Optional<String> identification) {
  Known known(byte[] octets) {
    return new Known(octets, identification);
  }

  /** From which a MAC key is derived: the identity, then the secret (RFC 5272 section 3.2). */
  Secret password() {
    byte[] identity = identification.orElse("").getBytes(StandardCharsets.UTF_8);
    byte[] octets = secret.octets();
    byte[] both = Arrays.copyOf(identity, identity.length + octets.length);
    System.arraycopy(octets, 0, both, identity.length, octets.length);
    try {
      return Secret.of(both);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(both, (byte) 0);
    }
  }
}
