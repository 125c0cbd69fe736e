package org.bequest.ca;

import java.util.List;
import java.util.Optional;
import org.bequest.store.SharedSecrets;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Who asks, as the authority needs to know it: made by the server from an authenticated caller.
 *
 * @param identity {@code user:alice}, {@code otp:device-7}, {@code cert:<issuer>:<serial>}; stored
 *     and audited
 * @param names what this requester may be named, one rule each: {@code CN=device-7}, {@code
 *     dns:*.plant7.example}, {@code ip:10.0.0.0/8}; the grant, never taken from a request
 * @param certificate what it authenticated with, if it was a certificate of this authority or of a
 *     manufacturer
 * @param passwordId the one-time password to be spent with the certificate's commit
 * @param role for whom it asks
 * @param secret the shared secret that proved this request, to be spent with the certificate's
 *     commit when it is for one use
 */
public record Requester(
    String identity,
    List<String> names,
    Optional<X509CertificateHolder> certificate,
    Optional<String> passwordId,
    Role role,
    Optional<SharedSecrets.Use> secret) {
  public Requester {
    names = List.copyOf(names);
  }

  /** Somebody who is not known by a shared secret. */
  public Requester(
      String identity,
      List<String> names,
      Optional<X509CertificateHolder> certificate,
      Optional<String> passwordId,
      Role role) {
    this(identity, names, certificate, passwordId, role, Optional.empty());
  }

  /** Somebody who asks for itself. */
  public Requester(
      String identity,
      List<String> names,
      Optional<X509CertificateHolder> certificate,
      Optional<String> passwordId) {
    this(identity, names, certificate, passwordId, new Role.Itself());
  }

  /** The same with another grant. */
  public Requester withNames(List<String> grant) {
    return new Requester(identity, grant, certificate, passwordId, role, secret);
  }

  /** The same, with nothing to be spent. */
  public Requester withoutPassword() {
    return new Requester(identity, names, certificate, Optional.empty(), role, secret);
  }

  /** The same, whose request was proven with a shared secret. */
  public Requester provenBy(SharedSecrets.Use use) {
    return new Requester(identity, names, certificate, passwordId, role, Optional.of(use));
  }
}
