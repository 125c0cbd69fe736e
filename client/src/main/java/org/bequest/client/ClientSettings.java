package org.bequest.client;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a client was built with.
 *
 * @param knownLogin null for none
 * @param consent to redirects of requests that are not GET to another origin
 * @param knownProxy null for a direct connection
 */
record ClientSettings(
    EstServer server,
    TrustAnchors trust,
    TlsIdentities identities,
    @Nullable HttpLogin knownLogin,
    Limits limits,
    Predicate<URI> consent,
    TlsProvider tls,
    Clock clock,
    @Nullable HttpProxy knownProxy) {

  static ClientSettings of(EstServer server) {
    return new ClientSettings(
        server,
        TrustAnchors.none(),
        TlsIdentities.none(),
        null,
        Limits.DEFAULT,
        _ -> false,
        TlsProviders.standard(),
        Clock.systemUTC(),
        null);
  }

  Optional<HttpLogin> login() {
    return Optional.ofNullable(knownLogin);
  }

  Optional<HttpProxy> proxy() {
    return Optional.ofNullable(knownProxy);
  }

  /** Nothing that could be given away, and nobody to give it to. */
  ClientSettings anonymous() {
    return new ClientSettings(
        server, trust, TlsIdentities.none(), null, limits, _ -> false, tls, clock, knownProxy);
  }

  ClientSettings withTrust(TrustAnchors v) {
    return new ClientSettings(
        server, v, identities, knownLogin, limits, consent, tls, clock, knownProxy);
  }

  ClientSettings withIdentity(TlsIdentity v) {
    return new ClientSettings(
        server, trust, TlsIdentities.of(v), knownLogin, limits, consent, tls, clock, knownProxy);
  }

  ClientSettings withLogin(HttpLogin v) {
    return new ClientSettings(
        server, trust, identities, v, limits, consent, tls, clock, knownProxy);
  }

  ClientSettings withLimits(Limits v) {
    return new ClientSettings(
        server, trust, identities, knownLogin, v, consent, tls, clock, knownProxy);
  }

  ClientSettings withConsent(Predicate<URI> v) {
    return new ClientSettings(
        server, trust, identities, knownLogin, limits, v, tls, clock, knownProxy);
  }

  ClientSettings withTls(TlsProvider v) {
    return new ClientSettings(
        server, trust, identities, knownLogin, limits, consent, v, clock, knownProxy);
  }

  ClientSettings withClock(Clock v) {
    return new ClientSettings(
        server, trust, identities, knownLogin, limits, consent, tls, v, knownProxy);
  }

  ClientSettings withProxy(HttpProxy v) {
    return new ClientSettings(
        server, trust, identities, knownLogin, limits, consent, tls, clock, v);
  }
}
