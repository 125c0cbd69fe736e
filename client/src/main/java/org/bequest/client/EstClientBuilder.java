package org.bequest.client;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.function.Predicate;
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
   * The bootstrap of RFC 7030 4.1.1: fetches /cacerts over a connection that is not authenticated
   * and is used for nothing else, has the newest root compared with the fingerprint, and fetches
   * /cacerts again over a second connection that is authenticated with this root.
   *
   * @return what the second connection brought
   * @throws EstException of kind TRUST when the root is another
   */
  public CaCertificates bootstrap(Fingerprint approved) {
    return new Bootstrap(settings).run(approved::matches);
  }

  /**
   * The same with somebody's decision about the newest root, for instance a person who compares
   * {@link Fingerprint#of} it.
   */
  public CaCertificates bootstrap(Predicate<X509Certificate> approval) {
    return new Bootstrap(settings).run(approval);
  }
}
