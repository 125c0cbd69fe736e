package org.bequest.server.endpoint.cmc;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.ca.IssuedCertificates;
import org.bequest.ca.IssuedCertificates.Order;
import org.bequest.ca.IssuedCertificates.Result;
import org.bequest.ca.Requester;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.secret.ChallengeCheck.Answer;

/**
 * Revocation Request (RFC 5272 6.11): by whose business the certificate is ({@link Scope}), or by
 * whoever knows the revocation challenge that was recorded with it (RFC 7894 3.2), signed or not.
 * The answer is always a full one. Only a registration authority puts a certificate on hold and
 * takes it off again.
 */
final class RevokeCertificate {
  private static final Set<CrlReason> OF_REGISTRARS =
      Set.of(CrlReason.CERTIFICATE_HOLD, CrlReason.REMOVE_FROM_CRL);
  private static final Set<CrlReason> OF_AUTHORITIES =
      Set.of(CrlReason.CA_COMPROMISE, CrlReason.AA_COMPROMISE);

  /** Of a comment in the audit log. */
  private static final int LONGEST = 255;

  private final CmcMessage message;
  private final RevokeRequest asked;

  private RevokeCertificate(CmcMessage message, RevokeRequest asked) {
    this.message = message;
    this.asked = asked;
  }

  /** By what somebody may. */
  private sealed interface Title {
    /**
     * @param actor for the audit entry
     * @param registrar whether it is one of a registration authority
     */
    record Right(String actor, boolean registrar) implements Title {}

    record Missing(PartOutcome.Failed why) implements Title {}
  }

  static void answer(CmcMessage message, BodyPartId part, RevokeRequest asked) {
    message.settle(part, new RevokeCertificate(message, asked).outcome());
  }

  private PartOutcome outcome() {
    if (!(message.services().revocation() instanceof IssuedCertificates)) {
      return new PartOutcome.NoSupport("certificates of this authority are not revoked from here");
    }
    Optional<NamedCertificate> found =
        NamedCertificate.of(message, asked.issuerName(), asked.serialNumber());
    return switch (title(found)) {
      case Title.Missing(var why) -> why;
      case Title.Right right ->
          fault(right, found.orElseThrow())
              .<PartOutcome>map(f -> f)
              .orElseGet(() -> revoke(right, found.orElseThrow()));
    };
  }

  private Title title(Optional<NamedCertificate> found) {
    if (found.filter(new Scope(message)::covers).isPresent()) {
      Requester requester = message.requester().orElseThrow();
      return new Title.Right(requester.identity(), message.isFromRegistrar());
    }
    return asked
        .sharedSecret()
        .map(secret -> bySecret(found, secret))
        .orElseGet(() -> new Title.Missing(NamedCertificate.NONE));
  }

  /** Wrong ones are counted like wrong passwords, also for certificates that nobody has. */
  private Title bySecret(Optional<NamedCertificate> found, Octets secret) {
    String name = "revocation:" + asked.serialNumber().toString(16);
    Duration wait = message.arrival().senders().wait(name);
    if (wait.isPositive()) {
      return new Title.Missing(
          PartOutcome.later(Reason.TOO_MANY_REQUESTS, "too many wrong revocation secrets", wait));
    }
    return switch (found.map(f -> verify(f, secret)).orElse(Answer.WRONG)) {
      case RIGHT -> {
        message.arrival().senders().succeeded(name);
        yield new Title.Right("revocation-challenge", false);
      }
      case WRONG -> {
        message.arrival().senders().failed(name);
        yield new Title.Missing(NamedCertificate.NONE);
      }
      case BUSY ->
          new Title.Missing(
              PartOutcome.later(
                  Reason.UNAVAILABLE, "too many secrets are compared", Duration.ofSeconds(5)));
    };
  }

  private Answer verify(NamedCertificate found, Octets secret) {
    Optional<String> hash =
        message
            .services()
            .store()
            .certificates()
            .revocationChallenge(found.row().issuer(), found.row().serial());
    if (hash.isEmpty()) {
      return Answer.WRONG;
    }
    try (Secret submitted = Secret.of(secret.bytes())) {
      return message.services().challenges().verify(submitted, hash.get());
    }
  }

  private Optional<PartOutcome.Failed> fault(Title.Right right, NamedCertificate found) {
    if (OF_AUTHORITIES.contains(asked.reason())) {
      return refused("reason " + asked.reason().text() + " is not one of a device's certificate");
    }
    if (OF_REGISTRARS.contains(asked.reason()) && !right.registrar()) {
      return refused("only a registration authority puts certificates on hold, and off again");
    }
    boolean onHold =
        found.row().revocation().stream()
            .anyMatch(r -> r.reason() == CrlReason.CERTIFICATE_HOLD.code());
    if (asked.reason() == CrlReason.REMOVE_FROM_CRL && !onHold) {
      return refused("the certificate is not on hold");
    }
    Instant now = message.services().clock().instant();
    return asked.invalidityDate().filter(now::isBefore).isPresent()
        ? Optional.of(
            PartOutcome.failed(
                Reason.BAD_REQUEST, CmcFailInfo.BAD_TIME, "invalidityDate lies in the future"))
        : Optional.empty();
  }

  private static Optional<PartOutcome.Failed> refused(String detail) {
    return Optional.of(PartOutcome.failed(Reason.BAD_REQUEST, detail));
  }

  private PartOutcome revoke(Title.Right right, NamedCertificate found) {
    Order order = new Order(asked.reason().code(), right.actor(), details());
    return switch (found.authority().revoke(found.row(), order)) {
      case Result.Done _ -> new PartOutcome.Done(true);
      case Result.Failed(String why) ->
          PartOutcome.failed(Reason.UNAVAILABLE, CmcFailInfo.TRY_LATER, why);
    };
  }

  private Map<String, String> details() {
    Map<String, String> details = new HashMap<>();
    details.put("request", message.arrival().requestId());
    details.put("label", message.label().name());
    asked.invalidityDate().ifPresent(t -> details.put("invalidity-date", t.toString()));
    asked
        .comment()
        .ifPresent(c -> details.put("comment", c.substring(0, Math.min(c.length(), LONGEST))));
    return details;
  }
}
