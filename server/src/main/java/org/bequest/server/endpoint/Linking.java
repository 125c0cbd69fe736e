package org.bequest.server.endpoint;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.label.LinkingPolicy;

/**
 * Whether a request was made for the connection that it came on (RFC 7030 3.5, RFC 9266): its
 * challengePassword or estIdentityLinking (RFC 7894) holds the connection's channel binding in
 * base64. Every value that is there must be right, whatever the policy (RFC 7894 4).
 */
sealed interface Linking {
  /**
   * @param usedUp the binding counts for one exchange, after which the connection must end (RFC
   *     9266 4.1); tls-unique has no such rule
   */
  record Linked(boolean usedUp) implements Linking {}

  /** No binding was submitted, and none is demanded. */
  record Unlinked() implements Linking {}

  /**
   * @param why one clause for the client
   */
  record Broken(String why) implements Linking {}

  static Linking verify(
      Csr csr, LinkingPolicy policy, Supplier<Optional<ChannelBinding>> connection) {
    Optional<String> challenge = csr.challengePassword();
    Optional<String> linking = csr.estIdentityLinking();
    if (challenge.isEmpty() && linking.isEmpty()) {
      return policy == LinkingPolicy.REQUIRED
          ? new Broken("linking is required: the request lacks this connection's channel binding")
          : new Unlinked();
    }
    Optional<ChannelBinding> binding = connection.get();
    if (binding.isEmpty()) {
      return new Broken("est-pop-mismatch: this connection has no channel binding to compare with");
    }
    byte[] expected = binding.get().value();
    return matches(challenge, expected) && matches(linking, expected)
        ? new Linked(binding.get().kind() == ChannelBinding.Kind.TLS_EXPORTER)
        : new Broken(
            "est-pop-mismatch: the channel binding is not this connection's "
                + binding.get().kind().registeredName());
  }

  private static boolean matches(Optional<String> submitted, byte[] expected) {
    return submitted.isEmpty() || MessageDigest.isEqual(decoded(submitted.get()), expected);
  }

  /** Nothing, which equals no binding, for what is not base64. */
  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
