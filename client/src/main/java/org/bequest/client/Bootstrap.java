package org.bequest.client;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.HttpException;
import org.bequest.client.EstException.Kind;
import org.bequest.client.trust.AnchorUpdate;
import org.bequest.client.trust.CaCertificates;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.formats.wire.EstOperation;

/**
 * The first contact of a client that trusts nobody yet (RFC 7030 4.1.1). The unauthenticated
 * connection sees one GET of /cacerts: no certificate of ours, no password, no redirect.
 */
final class Bootstrap {
  private final ClientSettings settings;
  private final TrustAnchors present;
  private final AnswerReader reader;

  Bootstrap(ClientSettings settings) {
    this.settings = settings.anonymous();
    this.present = settings.trust();
    this.reader = new AnswerReader(settings.clock());
  }

  /** Asks about the newest root, and about no other. */
  AnchorUpdate run(Predicate<X509Certificate> approval) {
    CaCertificates offered = offered();
    X509Certificate newest =
        offered
            .newestRoot()
            .orElseThrow(() -> new EstException(Kind.TRUST, "the server offers no root"));
    if (!approval.test(newest)) {
      throw notApproved(offered.roots());
    }
    return confirmed(offered, newest);
  }

  /** During a roll-over the fingerprint may be that of the old root, which vouches for the new. */
  AnchorUpdate run(Fingerprint approved) {
    CaCertificates offered = offered();
    X509Certificate root =
        offered.roots().stream()
            .filter(approved::matches)
            .findFirst()
            .orElseThrow(() -> notApproved(offered.roots()));
    return confirmed(offered, root);
  }

  private CaCertificates offered() {
    Origin origin = Origin.of(settings.server().prefix());
    try (TlsConnection connection = new Connector(settings).openProvisionally(origin)) {
      HttpAnswer answer =
          connection.exchange(
              Conversation.getRequest(settings.server().uriOf(EstOperation.CA_CERTS)),
              settings.limits());
      return reader.caCerts(answer);
    } catch (IOException | HttpException e) {
      throw Failure.of(e, "no answer from " + origin.authority());
    }
  }

  /** The second connection, authenticated by the approved root and nothing else. */
  private AnchorUpdate confirmed(CaCertificates offered, X509Certificate root) {
    Instant now = settings.clock().instant();
    TrustAnchors approved =
        TrustAnchors.explicit(List.of(root))
            .withIntermediates(offered.under(root, now).intermediates());
    try (var client = new EstClient(settings.withTrust(approved))) {
      return AnchorUpdate.approved(root, present, client.caCerts(), now);
    }
  }

  private static EstException notApproved(List<X509Certificate> roots) {
    String offered =
        roots.stream()
            .map(root -> root.getSubjectX500Principal() + " " + Fingerprint.of(root))
            .collect(Collectors.joining("; "));
    return new EstException(
        Kind.TRUST, "the server's root was not approved. It offers: " + offered);
  }
}
