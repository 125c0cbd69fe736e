package org.bequest.server.endpoint;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.auth.Caller;
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

  /** Linked to the connection of a registration authority, if to any: its word counts. */
  record Vouched() implements Linking {}

  /**
   * @param why one clause for the client
   */
  record Broken(String why) implements Linking {}

  /**
   * What counts for one request.
   *
   * @param inChallengePassword whether a challengePassword is a channel binding here, whatever it
   *     holds (RFC 7030 3.5), and not a password
   * @param vouched whether a registration authority passes the request on whose word counts
   */
  record Terms(LinkingPolicy policy, boolean inChallengePassword, boolean vouched) {
    static Terms of(Call call) {
      boolean registrar = call.caller().isRegistrar();
      return new Terms(
          call.label().linking(),
          !call.label().gate().takesChallengePasswords(),
          registrar && !call.label().challenges().linkingOfRegistrars());
    }

    /** Of a message, whose registration authority is the one whom the connection knows. */
    static Terms of(Letter letter) {
      boolean registrar = letter.caller().filter(Caller::isRegistrar).isPresent();
      return new Terms(
          letter.label().linking(),
          !letter.label().gate().takesChallengePasswords(),
          registrar && !letter.label().challenges().linkingOfRegistrars());
    }

    private List<String> submitted(Csr csr) {
      Optional<String> challenge = inChallengePassword ? csr.challengePassword() : Optional.empty();
      return Stream.of(challenge, csr.estIdentityLinking()).flatMap(Optional::stream).toList();
    }
  }

  /**
   * @param connection every binding of the connection that counts
   */
  static Linking verify(Csr csr, Terms terms, Supplier<List<ChannelBinding>> connection) {
    List<String> submitted = terms.submitted(csr);
    if (terms.vouched()) {
      return submitted.isEmpty() ? new Unlinked() : new Vouched();
    }
    if (submitted.isEmpty()) {
      return terms.policy() == LinkingPolicy.REQUIRED
          ? new Broken("linking is required: the request lacks this connection's channel binding")
          : new Unlinked();
    }
    List<ChannelBinding> bindings = connection.get();
    if (bindings.isEmpty()) {
      return new Broken("est-pop-mismatch: this connection has no channel binding to compare with");
    }
    List<ChannelBinding> right =
        submitted.stream().flatMap(value -> match(value, bindings).stream()).toList();
    return right.size() == submitted.size() ? new Linked(usedUp(right)) : broken(bindings);
  }

  private static boolean usedUp(List<ChannelBinding> bindings) {
    return bindings.stream().anyMatch(b -> b.kind() == ChannelBinding.Kind.TLS_EXPORTER);
  }

  private static Broken broken(List<ChannelBinding> bindings) {
    return new Broken(
        bindings.stream()
            .map(b -> b.kind().registeredName())
            .distinct()
            .collect(
                Collectors.joining(
                    " or ",
                    "est-pop-mismatch: the channel binding is not this connection's ",
                    "")));
  }

  /** The octets are compared, in a time that does not tell where they differ. */
  private static Optional<ChannelBinding> match(String submitted, List<ChannelBinding> bindings) {
    byte[] octets = decoded(submitted);
    return bindings.stream().filter(b -> MessageDigest.isEqual(octets, b.value())).findFirst();
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
