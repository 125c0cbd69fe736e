package org.bequest.client.trust;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.client.trust.ServerAuthorization.Database;
import org.bequest.client.trust.ServerAuthorization.Ground;

/**
 * May this client talk to the server that presents this chain? First RFC 5280 (RFC 7030 3.3.1),
 * then the rules of RFC 7030 3.6, each database by its own rule.
 */
public final class ServerVerifier {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CMC_RA = "1.3.6.1.5.5.7.3.28";
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final int DIGITAL_SIGNATURE = 0;

  private final TrustAnchors anchors;
  private final Clock clock;

  public ServerVerifier(TrustAnchors anchors, Clock clock) {
    this.anchors = anchors;
    this.clock = clock;
  }

  /**
   * @param presented as the server sent it, its own certificate first
   * @param host of the URI that is being asked: the reference identity
   * @throws CertificateException with one clause that says what is wrong
   */
  public ServerAuthorization verify(List<X509Certificate> presented, String host)
      throws CertificateException {
    X509Certificate server = presented.getFirst();
    Database database = database(presented);
    requireServerUsage(server);
    if (HostNames.matches(server, host)) {
      return new ServerAuthorization(database, Ground.HOST_NAME);
    }
    if (database == Database.EXPLICIT && usages(server).contains(CMC_RA)) {
      return new ServerAuthorization(database, Ground.REGISTRATION_AUTHORITY);
    }
    throw new CertificateException("the server's certificate does not name " + host);
  }

  private Database database(List<X509Certificate> presented) throws CertificateException {
    CertificatePath explicit = path(presented, anchors.explicit());
    if (explicit instanceof CertificatePath.Valid) {
      return Database.EXPLICIT;
    }
    CertificatePath implicit = path(presented, anchors.implicit());
    return switch (implicit) {
      case CertificatePath.Valid _ -> Database.IMPLICIT;
      case CertificatePath.Invalid(String why) ->
          throw new CertificateException(
              "the server's certificate is not trusted: "
                  + (anchors.explicit().isEmpty()
                      ? why
                      : ((CertificatePath.Invalid) explicit).why()));
    };
  }

  private CertificatePath path(
      List<X509Certificate> presented, Collection<X509Certificate> trusted) {
    List<X509Certificate> candidates = new ArrayList<>(presented);
    candidates.addAll(anchors.intermediates());
    return CertificatePath.build(presented.getFirst(), candidates, trusted, clock.instant());
  }

  private static void requireServerUsage(X509Certificate server) throws CertificateException {
    boolean[] keyUsage = server.getKeyUsage();
    if (keyUsage != null && !keyUsage[DIGITAL_SIGNATURE]) {
      throw new CertificateException("the server's certificate may not sign");
    }
    boolean restricted = server.getExtendedKeyUsage() != null;
    if (restricted && Stream.of(SERVER_AUTH, ANY_USAGE).noneMatch(usages(server)::contains)) {
      throw new CertificateException("the server's certificate is not meant for a TLS server");
    }
  }

  private static List<String> usages(X509Certificate certificate)
      throws CertificateParsingException {
    List<String> usages = certificate.getExtendedKeyUsage();
    return usages == null ? List.of() : usages;
  }
}
