package org.bequest.server.endpoint.cmc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.auth.Caller;
import org.bequest.server.auth.Verdict;
import org.bequest.server.endpoint.cmc.Protection.KnownSecret;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Step 5: who asks. A certificate that signed counts as it would in TLS, at this very moment
 * (security rules S-01, S-10); a shared secret by its proof (RFC 5272 6.2); and whom the connection
 * knows, if the message itself says nobody. What several of them say must fit together (S-06).
 */
final class Identity implements Step {
  private static final String NOBODY =
      "nobody is known to send this: neither by the connection, nor by a signer's certificate, nor"
          + " by a shared secret";

  @Override
  public boolean take(CmcMessage message) {
    message.place().map(CmcMessage.Place::outer).ifPresent(o -> limit(message, o));
    if (!message.hasEnded() && message.requester().isEmpty()) {
      Optional<PartOutcome.Failed> wrong = find(message);
      wrong.ifPresent(message::fail);
      if (wrong.isEmpty() && message.requester().isEmpty() && needed(message)) {
        message.fail(Reason.NOT_AUTHENTICATED, NOBODY);
      }
    }
    return !message.hasEnded();
  }

  /** Only registration authorities bring the messages of others (security rule S-21). */
  private static void limit(CmcMessage message, CmcMessage outer) {
    outer.limits().forEach(message::limit);
    if (outer.isFromRegistrar()) {
      outer.requester().ifPresent(r -> message.limit(r.names()));
    } else if (!AuthenticatedPart.is(message)) {
      message.fail(
          Reason.FORBIDDEN, "only a registration authority that is listed here brings messages");
    }
  }

  /** What asks for nothing needs nobody; acts that need somebody see that there is nobody. */
  private static boolean needed(CmcMessage message) {
    return !message.data().requests().isEmpty();
  }

  private static Optional<PartOutcome.Failed> find(CmcMessage message) {
    List<Caller> itself = new ArrayList<>();
    Optional<PartOutcome.Failed> wrong =
        bySecret(message, itself).or(() -> bySigners(message, itself));
    if (wrong.isPresent()) {
      return wrong;
    }
    Optional<Caller> connection =
        message.place().isEmpty() ? message.arrival().caller() : Optional.empty();
    if (itself.isEmpty()) {
      connection.ifPresent(c -> message.isFrom(requester(message, c)));
      return Optional.empty();
    }
    return tooMany(message, itself.getFirst())
        .or(() -> connection.flatMap(c -> misfit(message, c, itself)))
        .or(() -> {
          message.isFrom(known(message, itself));
          return Optional.empty();
        });
  }

  private static Optional<PartOutcome.Failed> misfit(
      CmcMessage message, Caller connection, List<Caller> itself) {
    return itself.stream()
        .flatMap(who -> Fitting.fault(message, connection, who).stream())
        .findFirst();
  }

  private static Optional<PartOutcome.Failed> tooMany(CmcMessage message, Caller who) {
    Duration wait = message.arrival().senders().tooMany(who);
    return wait.isPositive()
        ? Optional.of(
            PartOutcome.later(
                Reason.TOO_MANY_REQUESTS, "too many requests of " + who.identity(), wait))
        : Optional.empty();
  }

  private static Optional<PartOutcome.Failed> bySecret(CmcMessage message, List<Caller> found) {
    if (message.protection() instanceof Protection.Authenticated(KnownSecret secret)) {
      holder(message, secret, found);
    }
    if (!SecretProof.isIn(message.data())) {
      return Optional.empty();
    }
    return switch (new SecretProof(message.arrival(), message.data()).byControls()) {
      case SecretProof.Result.Wrong(var why) -> Optional.of(why);
      case SecretProof.Result.Known(KnownSecret secret) -> {
        holder(message, secret, found);
        yield Optional.empty();
      }
    };
  }

  private static void holder(CmcMessage message, KnownSecret secret, List<Caller> found) {
    message.isProvenBy(secret);
    if (found.isEmpty()) {
      found.add(message.arrival().senders().holder(secret.identity(), secret.names()));
    }
  }

  private static Optional<PartOutcome.Failed> bySigners(CmcMessage message, List<Caller> found) {
    if (!(message.protection() instanceof Protection.Signed(var signers, var bag))) {
      return Optional.empty();
    }
    for (X509CertificateHolder signer : signers) {
      List<X509CertificateHolder> chain = new ArrayList<>(List.of(signer));
      bag.stream().filter(c -> !c.equals(signer)).forEach(chain::add);
      switch (message.arrival().senders().signed(chain)) {
        case Verdict.Accepted(Caller caller)
            when !found.isEmpty()
                && message.secret().isEmpty()
                && !Fitting.together(found, caller) -> {
          return Optional.of(
              PartOutcome.failed(
                  Reason.FORBIDDEN,
                  CmcFailInfo.BAD_IDENTITY,
                  "the signers of the message are not one and the same"));
        }
        case Verdict.Accepted(Caller caller) -> found.add(caller);
        case Verdict.Rejected(Reason reason, String detail) -> {
          return Optional.of(PartOutcome.failed(reason, detail));
        }
        case Verdict.NotMine _, Verdict.Stale _, Verdict.InCsr _ -> {
          return Optional.of(
              PartOutcome.failed(
                  Reason.FORBIDDEN,
                  CmcFailInfo.BAD_IDENTITY,
                  "the certificate of the signer does not count here"));
        }
      }
    }
    return Optional.empty();
  }

  private static Requester requester(CmcMessage message, Caller caller) {
    return message.label().names().requester(caller);
  }

  /**
   * A registration authority before others, a secret before a certificate; with the certificate
   * that may be renewed, and the secret to be spent.
   */
  private static Requester known(CmcMessage message, List<Caller> found) {
    Caller who = found.stream().filter(Caller::isRegistrar).findFirst().orElse(found.getFirst());
    Requester requester = requester(message, who);
    return message.secret().map(secret -> requester.provenBy(secret.use())).orElse(requester);
  }
}
