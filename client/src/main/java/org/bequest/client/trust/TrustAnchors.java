package org.bequest.client.trust;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The two databases of RFC 7030 section 3.3.1, never mixed: what the owner of this client named
 * itself (Explicit), and what came with the platform (Implicit).
 *
 * @param explicit anchors of the EST CA; enough to authorise a registration authority by
 *     id-kp-cmcRA
 * @param intermediates certificates that were validated before and may complete a path; never
 *     anchors
 * @param implicit third-party anchors; empty means the Implicit database is switched off
 * @param indicated whether TLS names the Explicit anchors to the server (RFC 7030 4.1.3): it was
 *     authorised by an Implicit one before, and would show a certificate of that kind again
 */
public record TrustAnchors(
    List<X509Certificate> explicit,
    List<X509Certificate> intermediates,
    List<X509Certificate> implicit,
    boolean indicated) {
  public TrustAnchors {
    explicit = List.copyOf(explicit);
    intermediates = List.copyOf(intermediates);
    implicit = List.copyOf(implicit);
  }

  /** Anchors that are not named to the server. */
  public TrustAnchors(
      List<X509Certificate> explicit,
      List<X509Certificate> intermediates,
      List<X509Certificate> implicit) {
    this(explicit, intermediates, implicit, false);
  }

  /** The same, named to the server in TLS if they were before or are now. */
  public TrustAnchors indicated(boolean now) {
    return new TrustAnchors(explicit, intermediates, implicit, indicated || now);
  }

  /** Nobody is trusted: only the bootstrap of RFC 7030 4.1.1 can be done. */
  public static TrustAnchors none() {
    return new TrustAnchors(List.of(), List.of(), List.of());
  }

  /** Only these anchors; the Implicit database is off. */
  public static TrustAnchors explicit(List<X509Certificate> anchors) {
    return new TrustAnchors(anchors, List.of(), List.of());
  }

  public TrustAnchors withIntermediates(List<X509Certificate> certificates) {
    return new TrustAnchors(explicit, certificates, implicit, indicated);
  }

  public TrustAnchors withImplicit(List<X509Certificate> anchors) {
    return new TrustAnchors(explicit, intermediates, anchors, indicated);
  }

  /** RFC 7030 4.1.3: once an Explicit anchor is stored, the Implicit ones are of no more use. */
  public TrustAnchors withoutImplicit() {
    return withImplicit(List.of());
  }

  /** The anchors that the Java platform trusts by default. */
  public TrustAnchors withPlatformImplicit() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return withImplicit(
          Arrays.stream(factory.getTrustManagers())
              .filter(X509TrustManager.class::isInstance)
              .flatMap(m -> Arrays.stream(((X509TrustManager) m).getAcceptedIssuers()))
              .toList());
    } catch (NoSuchAlgorithmException | KeyStoreException e) {
      throw new IllegalStateException("this Java platform has no default trust anchors", e);
    }
  }

  public boolean isEmpty() {
    return explicit.isEmpty() && implicit.isEmpty();
  }
}
