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
    String address = presented.remoteAddress();
    Optional<String> authorization = presented.http().authorization();
    return presented
        .password()
        .map(p -> new Guess(p.user(), address, p.password()))
        .or(() ->
            authorization
                .filter(DigestCredentials::claims)
                .flatMap(a -> DigestCredentials.parse(a, presented.http().method()))
                .map(d -> new Guess(d.user(), address, "")));
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
