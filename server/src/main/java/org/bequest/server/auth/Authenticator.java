package org.bequest.server.auth;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/** One way to prove who asks. Safe for concurrent use; shared by any number of labels. */
public interface Authenticator {
  /** Judges what was presented. Blocks while a store is read or a password is hashed. */
  Verdict authenticate(Presented presented);

  /**
   * Values of {@code WWW-Authenticate} for a request that did not prove itself; none when HTTP has
   * no way to ask for it.
   */
  default List<String> challenges(Presented presented) {
    return List.of();
  }

  /** How far guesses at its secrets get. */
  default Guessing guessing() {
    return Guessing.IMPOSSIBLE;
  }

  /** How it judges what stands in a certification request; empty when it looks at heads only. */
  default Optional<CsrCheck> csrCheck() {
    return Optional.empty();
  }

  /**
   * Judges who signed a message (RFC 5272 3.2), as if the connection had been opened with that
   * certificate.
   *
   * @param signer its certificate, then what else came with the message
   */
  default Verdict signed(List<X509CertificateHolder> signer) {
    return Verdict.NOT_MINE;
  }

  /**
   * What {@link #authenticate} would say of somebody whose secrets were right. Answered to
   * operators only.
   */
  default Verdict suppose(Supposed who) {
    return Verdict.NOT_MINE;
  }
}
