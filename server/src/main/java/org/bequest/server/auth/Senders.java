package org.bequest.server.auth;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Who a message may come from that proves its sender by itself (RFC 5272 3.2, 6.2), by the rules of
 * its label: a signer counts as it would as TLS client, and guesses at shared secrets are counted
 * like guesses at passwords.
 */
public final class Senders {
  /** Apart from the names of users, who are not to be locked out by it. */
  private static final String SHARED_SECRET = "secret:";

  private static final String DEVICE = "cmc:";

  private final List<Authenticator> authenticators;
  private final Gate.Protection protection;
  private final Presented presented;

  Senders(List<Authenticator> authenticators, Gate.Protection protection, Presented presented) {
    this.authenticators = authenticators;
    this.protection = protection;
    this.presented = presented;
  }

  /**
   * Whoever holds this certificate, whose key has signed a message. Judged at each request
   * (security rules S-01, S-10).
   *
   * @param signer its certificate, then what else came with the message
   */
  public Verdict signed(List<X509CertificateHolder> signer) {
    return authenticators.stream()
        .map(a -> a.signed(signer))
        .filter(v -> !(v instanceof Verdict.NotMine))
        .findFirst()
        .orElse(Verdict.NOT_MINE);
  }

  /** How long nobody may try the shared secret of this name; zero when it may be tried. */
  public Duration wait(String name) {
    return protection.lockout().wait(guess(name), Guessing.POSSIBLE);
  }

  /** A proof by the shared secret of this name was wrong, or there is none of this name. */
  public void failed(String name) {
    protection.lockout().failed(guess(name));
  }

  public void succeeded(String name) {
    protection.lockout().succeeded(guess(name), Guessing.POSSIBLE);
  }

  /**
   * Whoever has shown to know a shared secret.
   *
   * @param identity whose secret it is: an identity, or the name of a device, which has no colon
   * @param names what it may be named; the device's own name where nothing is said
   */
  public Caller holder(String identity, List<String> names) {
    boolean device = identity.indexOf(':') < 0;
    Facts facts = Facts.by("shared-secret");
    Requester requester =
        new Requester(
            device ? DEVICE + identity : identity,
            names.isEmpty() && device ? DeviceNames.of(identity) : names,
            Optional.empty(),
            Optional.empty());
    return new Caller(requester, () -> device ? facts.with("secret.name", identity) : facts);
  }

  /** How long whoever is known now has to stay away; zero when it need not. */
  public Duration tooMany(Caller caller) {
    return protection.rates().ofIdentity(caller.identity());
  }

  private Guess guess(String name) {
    return new Guess(name.isEmpty() ? "" : SHARED_SECRET + name, presented.remoteAddress(), "");
  }
}
