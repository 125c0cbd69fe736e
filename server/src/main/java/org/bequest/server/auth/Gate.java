package org.bequest.server.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.Reason;

/**
 * Who may come in under a label: its authenticators in their order, and what too many requests or
 * wrong guesses lead to. The head of a request decides where it can. A label that takes one-time
 * passwords in certification requests lets a body in for that, after all limits (security rule
 * S-18).
 */
public final class Gate {
  /**
   * Bearer comes last, although nothing is stronger: clients that read the first challenge only
   * know Digest and Basic.
   */
  private static final List<String> SCHEMES = List.of("Digest", "Basic", "Bearer");

  private static final String LOCKED = "too many wrong passwords";

  private final List<Authenticator> authenticators;
  private final List<CsrCheck> csrChecks;
  private final Protection protection;

  /**
   * What holds whoever is asked.
   *
   * @param otpPlaces where one-time passwords may stand
   */
  public record Protection(Set<OtpPlace> otpPlaces, Lockout lockout, Rates rates) {
    public Protection {
      otpPlaces = Set.copyOf(otpPlaces);
    }

    /** No limits, and one-time passwords in HTTP Basic only. */
    public static Protection none() {
      return new Protection(Set.of(OtpPlace.BASIC), Lockout.off(), Rates.off());
    }
  }

  public Gate(List<Authenticator> authenticators, Protection protection) {
    this.authenticators = List.copyOf(authenticators);
    this.csrChecks = authenticators.stream().flatMap(a -> a.csrCheck().stream()).toList();
    this.protection = protection;
  }

  /** Without limits. */
  public static Gate of(List<Authenticator> authenticators) {
    return new Gate(authenticators, Protection.none());
  }

  /** Whether a challengePassword is a one-time password here, and never a channel binding. */
  public boolean takesChallengePasswords() {
    return protection.otpPlaces().contains(OtpPlace.CHALLENGE_PASSWORD);
  }

  /** How long this address has to stay away; zero when it need not. */
  public Duration tooMany(String address) {
    return protection.rates().ofAddress(address);
  }

  /**
   * Judges the head of a request.
   *
   * @param follows what the body may prove
   */
  public Entry enter(Presented presented, BodyProof follows) {
    var visit = new Visit(presented, Guess.of(presented), follows);
    List<Function<Csr, Verdict>> later = new ArrayList<>();
    for (Authenticator authenticator : authenticators) {
      switch (unlessLocked(visit, authenticator)) {
        case Judged.Locked(Duration wait) -> {
          return new Entry.Throttled(wait, LOCKED);
        }
        case Judged.By(Verdict.InCsr(var rest)) -> later.add(rest);
        case Judged.By(Verdict.NotMine()) -> {}
        case Judged.By(Verdict.Accepted(Caller caller)) -> {
          return accepted(visit, authenticator, caller);
        }
        case Judged.By(Verdict.Rejected rejected) -> {
          return refused(visit, rejected);
        }
        case Judged.By(Verdict.Stale(String detail)) -> {
          return challenged(visit, detail);
        }
      }
    }
    if (visit.mayProve() && presented.http().authorization().isEmpty()) {
      return new Entry.Nameless();
    }
    return visit.csrFollows() && !later.isEmpty()
        ? new Entry.Undecided(body -> read(visit, later, body))
        : nobody(visit);
  }

  /** Who a message may come from that proves it by itself, by what this label says of senders. */
  public Senders senders(Presented presented) {
    return new Senders(authenticators, protection, presented);
  }

  /** What the first authenticator that knows somebody says; limits aside. For operators only. */
  public Verdict suppose(Supposed who) {
    return authenticators.stream()
        .map(a -> a.suppose(who))
        .filter(v -> !(v instanceof Verdict.NotMine))
        .findFirst()
        .orElse(Verdict.NOT_MINE);
  }

  private record Visit(Presented presented, Optional<Guess> guess, BodyProof follows) {
    Visit guessing(Optional<Guess> other) {
      return other.isEmpty() ? this : new Visit(presented, other, follows);
    }

    boolean csrFollows() {
      return follows == BodyProof.IN_CSR;
    }

    boolean mayProve() {
      return follows == BodyProof.IN_MESSAGE;
    }
  }

  /** What an authenticator says, unless the guess has to wait. */
  private sealed interface Judged {
    record By(Verdict verdict) implements Judged {}

    record Locked(Duration delay) implements Judged {}
  }

  /**
   * Looks twice: of guesses that come all at once, those learn nothing that were still being judged
   * when the others had locked them out. That holds for names that nobody has, too.
   */
  private Judged unlessLocked(Visit visit, Authenticator authenticator) {
    Duration before = wait(visit.guess(), authenticator.guessing());
    if (before.isPositive()) {
      return new Judged.Locked(before);
    }
    Verdict verdict = authenticator.authenticate(visit.presented());
    Duration meanwhile =
        verdict instanceof Verdict.NotMine && authenticator.guessing() != Guessing.POSSIBLE
            ? Duration.ZERO
            : wait(visit.guess(), authenticator.guessing());
    return meanwhile.isPositive() ? new Judged.Locked(meanwhile) : new Judged.By(verdict);
  }

  private Duration wait(Optional<Guess> guess, Guessing guessing) {
    return guess.isEmpty() || guessing == Guessing.IMPOSSIBLE
        ? Duration.ZERO
        : protection.lockout().wait(guess.get(), guessing);
  }

  private Entry accepted(Visit visit, Authenticator by, Caller caller) {
    if (by.guessing() != Guessing.IMPOSSIBLE) {
      visit.guess().ifPresent(g -> protection.lockout().succeeded(g, by.guessing()));
    }
    return visit.csrFollows() && !csrChecks.isEmpty()
        ? new Entry.Undecided(body -> read(visit, caller, body))
        : known(caller);
  }

  private Entry.Decided known(Caller caller) {
    Duration wait = protection.rates().ofIdentity(caller.identity());
    return wait.isPositive()
        ? new Entry.Throttled(wait, "too many requests of " + caller.identity())
        : new Entry.Known(caller);
  }

  /** Somebody is known: what the request holds besides must be right too (RFC 7894 4). */
  private Entry.Decided read(Visit visit, Caller caller, byte[] body) {
    try {
      Csr csr = csr(body);
      return judged(visit, csr, () -> further(visit, caller, csr));
    } catch (MalformedException _) {
      return known(caller); // whose endpoint says what is wrong with it
    }
  }

  /** Nobody is known: the request itself must say who sends it. */
  private Entry.Decided read(Visit visit, List<Function<Csr, Verdict>> later, byte[] body) {
    try {
      Csr csr = csr(body);
      return judged(visit, csr, () -> first(later, csr));
    } catch (MalformedException _) {
      return nobody(visit);
    }
  }

  private Entry.Decided judged(Visit visit, Csr csr, Supplier<Verdict> judge) {
    Optional<Guess> code = Guess.of(csr, protection.otpPlaces(), visit.presented().remoteAddress());
    Duration wait = wait(code, Guessing.HOPELESS);
    if (wait.isPositive()) {
      return new Entry.Throttled(wait, LOCKED);
    }
    return switch (judge.get()) {
      case Verdict.Accepted(Caller caller) -> known(caller);
      case Verdict.Rejected rejected -> refused(visit.guessing(code), rejected);
      case Verdict.NotMine _, Verdict.Stale _, Verdict.InCsr _ -> nobody(visit.guessing(code));
    };
  }

  private Verdict further(Visit visit, Caller caller, Csr csr) {
    Verdict all = new Verdict.Accepted(caller);
    for (CsrCheck check : csrChecks) {
      Verdict one = check.check(csr, visit.presented().label());
      if (!(one instanceof Verdict.NotMine) && all instanceof Verdict.Accepted(Caller who)) {
        all = Together.and(who, one, csr);
      }
    }
    return all;
  }

  private static Verdict first(List<Function<Csr, Verdict>> later, Csr csr) {
    return later.stream()
        .map(rest -> rest.apply(csr))
        .filter(v -> !(v instanceof Verdict.NotMine))
        .findFirst()
        .orElse(Verdict.NOT_MINE);
  }

  private static Csr csr(byte[] body) throws MalformedException {
    return Csr.decode(Base64Body.decode(body, BodyContent.CERTIFICATION_REQUEST).value());
  }

  private Entry.Decided nobody(Visit visit) {
    return refused(
        visit, new Verdict.Rejected(Reason.NOT_AUTHENTICATED, "no credential that counts here"));
  }

  private Entry.Decided refused(Visit visit, Verdict.Rejected rejected) {
    if (rejected.reason() != Reason.NOT_AUTHENTICATED) {
      return new Entry.Refused(rejected.reason(), rejected.detail());
    }
    visit.guess().ifPresent(protection.lockout()::failed);
    return challenged(visit, rejected.detail());
  }

  private Entry.Decided challenged(Visit visit, String detail) {
    List<String> challenges =
        authenticators.stream()
            .flatMap(a -> a.challenges(visit.presented()).stream())
            .distinct()
            .sorted(Comparator.comparingInt(Gate::rank))
            .toList();
    return new Entry.Challenged(challenges, detail);
  }

  private static int rank(String challenge) {
    return SCHEMES.indexOf(challenge.split(" ", 2)[0]);
  }
}
