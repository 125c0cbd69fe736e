package org.bequest.server.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CertificateStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Certificates that were issued here. Only the END certificate of what the client presented is
 * looked at: further certificates that it sent add nothing (security rule S-06). Its path is
 * validated once and remembered; its dates and its revocation are looked up at each request, also
 * on a connection that is already open (S-01).
 */
public final class OwnAnchors implements Anchors {
  private static final String OWN = "own";

  private final Supplier<List<X509CertificateHolder>> issuers;
  private final CertificatePaths paths;
  private final CertificateStore store;
  private final InstantSource clock;
  private final Rules rules;

  /**
   * What a label says of them.
   *
   * @param grace how long after its end a certificate still counts, for its own names
   * @param registrars who may ask for others
   */
  public record Rules(Duration grace, List<Registrar> registrars) {
    public static final Rules NONE = new Rules(Duration.ZERO, List.of());

    public Rules {
      registrars = List.copyOf(registrars);
    }
  }

  /**
   * @param issuers certificates of the authorities whose end-entity certificates are accepted: the
   *     label's own, and nobody else's; another list, also in a roll-over, when they have changed
   */
  public OwnAnchors(
      Supplier<List<X509CertificateHolder>> issuers, CertificateStore store, InstantSource clock) {
    this.issuers = issuers;
    this.paths = new CertificatePaths(issuers, store, clock);
    this.store = store;
    this.clock = clock;
    this.rules = Rules.NONE;
  }

  private OwnAnchors(OwnAnchors same, Rules rules) {
    this.issuers = same.issuers;
    this.paths = same.paths;
    this.store = same.store;
    this.clock = same.clock;
    this.rules = rules;
  }

  /** The same, with what is remembered, under a label with these rules. */
  public OwnAnchors under(Rules labelRules) {
    return new OwnAnchors(this, labelRules);
  }

  @Override
  public List<X509CertificateHolder> authorities() {
    return issuers.get();
  }

  @Override
  public Verdict judge(List<X509CertificateHolder> presented) {
    X509CertificateHolder certificate = presented.getFirst();
    return switch (paths.judge(certificate)) {
      case CertificatePaths.Foreign() -> Verdict.NOT_MINE;
      case CertificatePaths.Unfit(String why) -> new Verdict.Rejected(Reason.FORBIDDEN, why);
      case CertificatePaths.Valid valid -> judge(certificate, valid);
    };
  }

  private Verdict judge(X509CertificateHolder certificate, CertificatePaths.Valid path) {
    Instant now = clock.instant();
    if (now.isAfter(path.notAfter().plus(rules.grace())) || now.isBefore(path.notBefore())) {
      return new Verdict.Rejected(
          Reason.FORBIDDEN, "the client certificate has expired or is not valid yet");
    }
    return switch (store.status(path.issuer(), certificate.getSerialNumber())) {
      case CertificateStatus.Good() -> accepted(certificate, path, now.isAfter(path.notAfter()));
      case CertificateStatus.Revoked _ ->
          new Verdict.Rejected(Reason.REVOKED, "the client certificate is revoked");
      case CertificateStatus.Unknown() ->
          new Verdict.Rejected(Reason.REVOKED, "the client certificate is not known here");
    };
  }

  private Verdict accepted(
      X509CertificateHolder certificate, CertificatePaths.Valid path, boolean expired) {
    Optional<Registrar> registrar =
        path.registrar() && !expired ? registrar(certificate) : Optional.empty();
    Requester requester =
        new Requester(
            "cert:" + path.issuer() + ":" + certificate.getSerialNumber().toString(16),
            registrar.map(Registrar::names).orElse(List.of()),
            Optional.of(certificate),
            Optional.empty(),
            registrar.<Role>map(r -> new Role.Registrar(r.name())).orElse(self(expired)));
    return new Verdict.Accepted(new Caller(requester, () -> facts(certificate)));
  }

  private Role self(boolean expired) {
    return expired ? new Role.Expired(rules.grace()) : new Role.Itself();
  }

  private static Facts facts(X509CertificateHolder certificate) {
    return Facts.by("client-certificate")
        .with(ForeignAnchors.ANCHORS, OWN)
        .and(CertificateFacts.of(certificate));
  }

  private Optional<Registrar> registrar(X509CertificateHolder certificate) {
    return rules.registrars().stream().filter(r -> r.is(certificate)).findFirst();
  }
}
