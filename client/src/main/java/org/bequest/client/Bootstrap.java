package org.bequest.client;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.HttpException;
import org.bequest.client.EstException.Kind;
import org.bequest.client.trust.CaCertificates;
import org.bequest.client.trust.Fingerprint;
import org.bequest.formats.wire.EstOperation;

/**
 * The first contact of a client that trusts nobody yet (RFC 7030 4.1.1). The unauthenticated
 * connection sees one GET of /cacerts: no certificate of ours, no password, no redirect.
 */
final class Bootstrap {
  private final ClientSettings settings;
  private final AnswerReader reader;

  Bootstrap(ClientSettings settings) {
    this.settings = settings.anonymous();
    this.reader = new AnswerReader(settings.clock());
  }

  CaCertificates run(Predicate<X509Certificate> approval) {
    CaCertificates offered = offered();
    X509Certificate root =
        offered
            .newestRoot()
            .orElseThrow(() -> new EstException(Kind.TRUST, "the server offers no root"));
    if (!approval.test(root)) {
      throw new EstException(Kind.TRUST, notApproved(offered.roots()));
    }
    return confirmed(offered.under(root, settings.clock().instant()), root);
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
  private CaCertificates confirmed(CaCertificates approved, X509Certificate root) {
    var trust =
        new CaCertificates(List.of(root))
            .asExplicitAnchors()
            .withIntermediates(approved.intermediates());
    try (var client = new EstClient(settings.withTrust(trust))) {
      return client.caCerts();
    }
  }

  private static String notApproved(List<X509Certificate> roots) {
    return roots.stream()
        .map(root -> root.getSubjectX500Principal() + " " + Fingerprint.of(root))
        .collect(Collectors.joining("; ", "the server's root was not approved. It offers: ", ""));
  }
}
