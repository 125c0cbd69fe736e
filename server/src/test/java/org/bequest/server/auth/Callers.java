package org.bequest.server.auth;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bouncycastle.cert.X509CertificateHolder;

/** Callers whom nobody has authenticated, for tests of what comes after. */
public final class Callers {
  private Callers() {}

  public static Caller with(Facts facts, String... ownNames) {
    return new Caller(
        new Requester("user:x", List.of(ownNames), Optional.empty(), Optional.empty()),
        () -> facts);
  }

  public static Caller with(X509CertificateHolder certificate, Role role) {
    Facts facts = Facts.by("client-certificate").and(CertificateFacts.of(certificate));
    return new Caller(
        new Requester("cert:x", List.of(), Optional.of(certificate), Optional.empty(), role),
        () -> facts);
  }
}
