package org.bequest.client;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bequest.client.trust.AnchorUpdate;
import org.bequest.client.trust.CaCertificates;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProvider;

/** Collects what an {@link EstClient} needs to know. Without anchors only a bootstrap succeeds. */
public final class EstClientBuilder {
  private ClientSettings settings;

  EstClientBuilder(EstServer server) {
    this.settings = ClientSettings.of(server);
  }

  public EstClientBuilder trust(TrustAnchors anchors) {
    settings = settings.withTrust(anchors);
    return this;
  }

  /** The certificate to present in TLS (RFC 7030 3.3.2). */
  public EstClientBuilder identity(TlsIdentity identity) {
    settings = settings.withIdentity(identity);
    return this;
  }

  /** What to answer an HTTP challenge with (RFC 7030 3.2.3). */
  public EstClientBuilder login(HttpLogin login) {
    settings = settings.withLogin(login);
    return this;
  }

  public EstClientBuilder limits(Limits limits) {
    settings = settings.withLimits(limits);
    return this;
  }

  /**
   * Asked before a request that is not a GET follows a redirect to another origin (RFC 7030 3.2.1);
   * says no unless set.
   */
  public EstClientBuilder redirectConsent(Predicate<URI> consent) {
    settings = settings.withConsent(consent);
    return this;
  }

  /** Conscrypt where it loads, else the JDK's, unless set. */
  public EstClientBuilder tls(TlsProvider provider) {
    settings = settings.withTls(provider);
    return this;
  }

  /** Reaches servers through a proxy; directly unless set. The environment is not looked at. */
  public EstClientBuilder proxy(HttpProxy proxy) {
    settings = settings.withProxy(proxy);
    return this;
  }

  public EstClientBuilder clock(Clock clock) {
    settings = settings.withClock(clock);
    return this;
  }

  public EstClient build() {
    return new EstClient(settings);
  }

  /**
   * Fetches /cacerts over a connection that the present anchors authorise, and when they do not,
   * falls back to the bootstrap (RFC 7030 3.3.1, 3.6): for a client that was away while the
   * authority's root was replaced.
   *
   * @param approved fingerprint of a root that the owner of this client believes now
   * @throws EstException of kind TRUST when the server is believed in neither way
   */
  public AnchorUpdate refreshAnchorsOrBootstrap(Fingerprint approved) {
    if (settings.trust().isEmpty()) {
      return new Bootstrap(settings).run(approved);
    }
    try (EstClient client = build()) {
      return client.refreshAnchors();
    } catch (EstException e) {
      if (e.kind() != EstException.Kind.TRUST) {
        throw e;
      }
      return new Bootstrap(settings).run(approved);
    }
  }

  /**
   * The bootstrap of RFC 7030 4.1.1: fetches /cacerts over a connection that is not authenticated
   * and is used for nothing else, has the newest root compared with the fingerprint, and fetches
   * /cacerts again over a second connection that is authenticated with this root.
   *
   * @return what is to be believed of what the second connection brought
   * @throws EstException of kind TRUST when the root is another
   */
  public CaCertificates bootstrap(Fingerprint approved) {
    return certificates(new Bootstrap(settings).run(approved));
  }

  /**
   * The same with somebody's decision about the newest root, for instance a person who compares
   * {@link Fingerprint#of} it.
   */
  public CaCertificates bootstrap(Predicate<X509Certificate> approval) {
    return certificates(new Bootstrap(settings).run(approval));
  }

  private static CaCertificates certificates(AnchorUpdate update) {
    TrustAnchors anchors = update.anchors();
    return new CaCertificates(
        Stream.concat(anchors.explicit().stream(), anchors.intermediates().stream()).toList());
  }
}
