package org.bequest.server.endpoint.cmc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.bequest.ca.Requester;
import org.bequest.crypto.cmc.IdentityWitness;
import org.bequest.crypto.cmc.WitnessPolicy;
import org.bequest.crypto.cmc.WitnessVerdict;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.cmc.Protection.KnownSecret;
import org.bequest.server.secret.SharedSecret;
import org.bequest.store.SharedSecrets.Kind;

/**
 * Whether the sender of a message knows the shared secret that the message names (RFC 5272 6.2),
 * over the octets as they came (security rule S-23). Wrong ones are counted like wrong passwords.
 */
final class SecretProof {
  /** For names that nobody has: they cost the same as others. */
  private static final byte[] NOBODYS = new byte[32];

  private static final String WRONG = "the proof by a shared secret is wrong";

  private final Arrival arrival;
  private final PkiData data;
  private final String name;

  SecretProof(Arrival arrival, PkiData data) {
    this.arrival = arrival;
    this.data = data;
    this.name = identification().or(() -> SecretName.ofFirst(data)).orElse("");
  }

  /** What came of it. */
  sealed interface Result {
    record Known(KnownSecret secret) implements Result {}

    record Wrong(PartOutcome.Failed why) implements Result {}
  }

  /** Whether the message has such a proof. */
  static boolean isIn(PkiData data) {
    return !data.controls(IdentityProof.class).isEmpty()
        || !data.controls(IdentityProofV2.class).isEmpty();
  }

  private Optional<String> identification() {
    return data.controls(Identification.class).stream().map(Identification::identity).findFirst();
  }

  /** By its controls; both of them must be right if there are two. */
  Result byControls() {
    return prove((octets, _) -> isRight(octets));
  }

  /**
   * By something else that takes the secret.
   *
   * @param test told the octets of the secret and the name by which the message calls it
   */
  Result by(BiPredicate<byte[], String> test) {
    return prove(test);
  }

  private boolean isRight(byte[] octets) {
    Encoded over = data.reqSequence().encoded();
    WitnessPolicy policy = arrival.label().fullCmc().witnesses();
    var known = new IdentityWitness.Known(octets, identification());
    boolean second =
        data.controls(IdentityProofV2.class).stream()
            .map(proof -> IdentityWitness.check(proof, known, over, policy))
            .allMatch(WitnessVerdict.VALID::equals);
    boolean first =
        data.controls(IdentityProof.class).stream()
            .map(proof -> IdentityWitness.check(proof, known, over, policy))
            .allMatch(WitnessVerdict.VALID::equals);
    return first && second;
  }

  private Result prove(BiPredicate<byte[], String> test) {
    Duration wait = arrival.senders().wait(name);
    if (wait.isPositive()) {
      return locked(wait);
    }
    Optional<SharedSecret> found = find(arrival, name);
    boolean right = test(found, test);
    if (found.isEmpty() || !right) {
      arrival.senders().failed(name);
      return new Result.Wrong(
          PartOutcome.failed(Reason.NOT_AUTHENTICATED, CmcFailInfo.BAD_IDENTITY, WRONG));
    }
    arrival.senders().succeeded(name);
    SharedSecret secret = found.get();
    return new Result.Known(
        new KnownSecret(name, secret.identity(), secret.names(), secret.use(arrival.requestId())));
  }

  private boolean test(Optional<SharedSecret> found, BiPredicate<byte[], String> test) {
    if (found.isEmpty()) {
      var _ = test.test(NOBODYS.clone(), name);
      return false;
    }
    try (SharedSecret secret = found.get()) {
      byte[] octets = secret.octets();
      try {
        return test.test(octets, name);
      } finally {
        Arrays.fill(octets, (byte) 0);
      }
    }
  }

  /** Of the one whom the connection knows, unless that one asks for others. */
  static Optional<SharedSecret> find(Arrival arrival, String name) {
    byte[] reference = name.getBytes(StandardCharsets.UTF_8);
    String label = arrival.label().name();
    var vault = arrival.label().fullCmc().services().secrets().vault();
    Optional<Requester> itself =
        arrival.caller().filter(c -> !c.isRegistrar()).map(arrival.label().names()::requester);
    return itself.isPresent()
        ? vault.named(Kind.CMC, reference, itself.get(), label)
        : vault.named(Kind.CMC, reference, label);
  }

  private static Result locked(Duration wait) {
    return new Result.Wrong(
        PartOutcome.later(Reason.TOO_MANY_REQUESTS, "too many wrong proofs", wait));
  }
}
