package org.bequest.server.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.ca.Requester;
import org.bequest.crypto.secret.OneTimeCode;
import org.bequest.formats.pkix.Csr;
import org.bequest.store.CredentialStore;
import org.bequest.store.RequestStore;

/**
 * One-time passwords: as the password of HTTP Basic with the device's name, or nothing, as the user
 * name; or inside the certification request (RFC 7894). Nothing is spent here: that happens in the
 * commit of the certificate, so that a request which is refused leaves its password whole.
 */
public final class OneTimePassword implements Authenticator {
  /** No text shorter than this holds 128 bits: users' passwords cost no look-up here. */
  private static final int SHORTEST = 16;

  /** The fact that says for which device it was made. */
  static final String NAME = "otp.name";

  private static final String NOBODY = "";

  private final CredentialStore store;
  private final RequestStore requests;
  private final InstantSource clock;
  private final Set<OtpPlace> places;

  public OneTimePassword(CredentialStore store, RequestStore requests, InstantSource clock) {
    this(store, requests, clock, EnumSet.of(OtpPlace.BASIC));
  }

  /**
   * @param places where a one-time password may stand
   */
  public OneTimePassword(
      CredentialStore store, RequestStore requests, InstantSource clock, Set<OtpPlace> places) {
    this.store = store;
    this.requests = requests;
    this.clock = clock;
    this.places = Set.copyOf(places);
  }

  @Override
  public Verdict authenticate(Presented presented) {
    Verdict head =
        places.contains(OtpPlace.BASIC)
            ? presented.password().map(p -> judge(p, presented.label())).orElse(Verdict.NOT_MINE)
            : Verdict.NOT_MINE;
    return head instanceof Verdict.NotMine && looksIntoRequests()
        ? new Verdict.InCsr(csr -> check(csr, presented.label()))
        : head;
  }

  @Override
  public List<String> challenges(Presented presented) {
    return places.contains(OtpPlace.BASIC) ? List.of(Basic.CHALLENGE) : List.of();
  }

  @Override
  public Guessing guessing() {
    return Guessing.HOPELESS;
  }

  @Override
  public Optional<CsrCheck> csrCheck() {
    return looksIntoRequests() ? Optional.of(this::check) : Optional.empty();
  }

  private boolean looksIntoRequests() {
    return places.contains(OtpPlace.OTP_CHALLENGE) || places.contains(OtpPlace.CHALLENGE_PASSWORD);
  }

  /** Each that is there must be right (RFC 7894 4). */
  private Verdict check(Csr csr, String label) {
    return Stream.concat(
            submitted(OtpPlace.OTP_CHALLENGE, csr.otpChallenge()),
            submitted(OtpPlace.CHALLENGE_PASSWORD, csr.challengePassword()))
        .map(code -> find(code).map(p -> judge(p, NOBODY, label)).orElseGet(() -> unknown()))
        .reduce(OneTimePassword::both)
        .orElse(Verdict.NOT_MINE);
  }

  private Stream<String> submitted(OtpPlace place, Optional<String> code) {
    return places.contains(place) ? code.stream() : Stream.empty();
  }

  private static Verdict unknown() {
    return Verdict.unauthenticated("no such one-time password");
  }

  private static Verdict both(Verdict one, Verdict other) {
    return one instanceof Verdict.Accepted(Caller first)
            && other instanceof Verdict.Accepted(Caller second)
        ? Together.both(first, second)
        : one instanceof Verdict.Accepted ? other : one;
  }

  private Verdict judge(BasicCredentials credentials, String label) {
    return find(credentials.password())
        .map(p -> judge(p, credentials.user(), label))
        .orElse(Verdict.NOT_MINE);
  }

  private Optional<CredentialStore.OneTimePassword> find(String typed) {
    return typed.length() < SHORTEST
        ? Optional.empty()
        : OneTimeCode.typed(typed).hashes().stream()
            .flatMap(hash -> store.passwordByHash(hash).stream())
            .findFirst();
  }

  private Verdict judge(CredentialStore.OneTimePassword password, String user, String label) {
    if (!password.label().equals(label)) {
      return refused(password, "does not count under this label");
    }
    if (!user.isEmpty() && !user.equals(password.name())) {
      return refused(password, "was made for another device");
    }
    Instant now = clock.instant();
    boolean spent = password.spentAt().isPresent();
    if ((spent || !now.isBefore(password.expiresAt())) && !requests.holds(password.id(), now)) {
      return refused(password, spent ? "is spent" : "has expired");
    }
    return new Verdict.Accepted(caller(password));
  }

  /** With the newest of the device's passwords. */
  @Override
  public Verdict suppose(Supposed who) {
    return who.otp().isEmpty()
        ? Verdict.NOT_MINE
        : store.passwords().reversed().stream()
            .filter(p -> p.name().equals(who.otp()) && p.label().equals(who.label()))
            .findFirst()
            .map(p -> judge(p, NOBODY, who.label()))
            .orElse(Verdict.NOT_MINE);
  }

  private static Verdict refused(CredentialStore.OneTimePassword password, String why) {
    return Verdict.unauthenticated("one-time password " + password.id() + " " + why);
  }

  private static Caller caller(CredentialStore.OneTimePassword password) {
    return new Caller(
        new Requester(
            "otp:" + password.name(),
            DeviceNames.of(password.name()),
            Optional.empty(),
            Optional.of(password.id())),
        () -> facts(password));
  }

  private static Facts facts(CredentialStore.OneTimePassword password) {
    Facts facts = Facts.by("one-time-password");
    return password.name().isEmpty() ? facts : facts.with(NAME, password.name());
  }
}
