package org.bequest.server.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.Requester;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CertificateStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The TLS client certificate, issued here (RFC 7030 3.3.2). Only the END certificate of what the
 * client presented is looked at: further certificates that it sent add nothing (security rule
 * S-06). Its path is validated once and remembered; its dates and its revocation are looked up at
 * each request, also on a connection that is already open (S-01).
 */
public final class ClientCertificate implements Authenticator {
  private final CertificatePaths paths;
  private final CertificateStore store;
  private final InstantSource clock;

  /**
   * @param issuers certificates of the authorities whose end-entity certificates are accepted: the
   *     label's own, and nobody else's; another list, also in a roll-over, when they have changed
   */
  public ClientCertificate(
      Supplier<List<X509CertificateHolder>> issuers, CertificateStore store, InstantSource clock) {
    this.paths = new CertificatePaths(issuers, store, clock);
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Verdict authenticate(Presented presented) {
    return presented.chain().isEmpty() ? Verdict.NOT_MINE : judge(presented.chain().getFirst());
  }

  private Verdict judge(X509CertificateHolder certificate) {
    return switch (paths.judge(certificate)) {
      case CertificatePaths.Foreign() -> Verdict.NOT_MINE;
      case CertificatePaths.Unfit(String why) -> new Verdict.Rejected(Reason.FORBIDDEN, why);
      case CertificatePaths.Valid valid -> judge(certificate, valid);
    };
  }

  private Verdict judge(X509CertificateHolder certificate, CertificatePaths.Valid path) {
    Instant now = clock.instant();
    if (now.isAfter(path.notAfter()) || now.isBefore(path.notBefore())) {
      return new Verdict.Rejected(
          Reason.FORBIDDEN, "the client certificate has expired or is not valid yet");
    }
    return switch (store.status(path.issuer(), certificate.getSerialNumber())) {
      case CertificateStatus.Good() -> new Verdict.Accepted(caller(certificate, path));
      case CertificateStatus.Revoked _ ->
          new Verdict.Rejected(Reason.REVOKED, "the client certificate is revoked");
      case CertificateStatus.Unknown() ->
          new Verdict.Rejected(Reason.REVOKED, "the client certificate is not known here");
    };
  }

  private static Caller caller(X509CertificateHolder certificate, CertificatePaths.Valid path) {
    return new Caller(
        new Requester(
            "cert:" + path.issuer() + ":" + certificate.getSerialNumber().toString(16),
            List.of(),
            Optional.of(certificate),
            Optional.empty()),
        () -> Facts.by("client-certificate").and(CertificateFacts.of(certificate)));
  }
}
