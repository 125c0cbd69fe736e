package org.bequest.server.auth;

import java.util.Optional;
import java.util.Set;
import org.bequest.formats.pkix.Csr;

/**
 * An attempt to prove oneself by a secret that could be guessed.
 *
 * @param identity whose secret it would be; empty when nobody is named
 * @param address where it comes from
 * @param secret what was tried, to tell a new guess from an old one; empty when that does not show
 */
record Guess(String identity, String address, String secret) {
  static Optional<Guess> of(Presented presented) {
    return presented
        .password()
        .map(p -> new Guess(p.user(), presented.remoteAddress(), p.password()));
  }

  /** A certification request names nobody who could be believed. */
  static Optional<Guess> of(Csr csr, Set<OtpPlace> places, String address) {
    Optional<String> code =
        places.contains(OtpPlace.OTP_CHALLENGE) ? csr.otpChallenge() : Optional.empty();
    return code.or(() ->
            places.contains(OtpPlace.CHALLENGE_PASSWORD)
                ? csr.challengePassword()
                : Optional.empty())
        .map(c -> new Guess("", address, c));
  }

  @Override
  public String toString() {
    return "Guess[" + identity + " from " + address + "]";
  }
}
