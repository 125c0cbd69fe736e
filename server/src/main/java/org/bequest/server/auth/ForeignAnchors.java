package org.bequest.server.auth;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.server.anchor.AnchorSet;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Certificates of somebody else's authorities (RFC 7030 3.3.2): their holders enrol for the names
 * that the label's rules make of what the certificate says, and have no names without such rules.
 */
public record ForeignAnchors(AnchorSet set) implements Anchors {
  /** Fact: name of the anchors that the certificate leads to, {@code own} for this service's. */
  static final String ANCHORS = "cert.anchors";

  @Override
  public Verdict judge(List<X509CertificateHolder> presented) {
    return switch (set.judge(presented)) {
      case AnchorSet.Standing.NotMine() -> Verdict.NOT_MINE;
      case AnchorSet.Standing.Refused(var reason, String why) -> new Verdict.Rejected(reason, why);
      case AnchorSet.Standing.Good(String issuer) ->
          new Verdict.Accepted(caller(presented.getFirst(), issuer));
    };
  }

  @Override
  public List<X509CertificateHolder> authorities() {
    return set.anchors();
  }

  private Caller caller(X509CertificateHolder certificate, String issuer) {
    return new Caller(
        new Requester(
            "cert:" + issuer + ":" + certificate.getSerialNumber().toString(16),
            List.of(),
            Optional.of(certificate),
            Optional.empty(),
            new Role.Foreign(set.name())),
        () ->
            Facts.by("client-certificate")
                .with(ANCHORS, set.name())
                .and(CertificateFacts.of(certificate)));
  }
}
