package org.bequest.server.auth;

import java.util.function.Function;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;

/** What an authenticator says of a request. */
public sealed interface Verdict {
  /** It is this caller; no further authenticator is asked. */
  record Accepted(Caller caller) implements Verdict {}

  /**
   * It claims to be somebody and is not; no further authenticator is asked.
   *
   * @param reason {@link Reason#NOT_AUTHENTICATED}, {@link Reason#REVOKED} or {@link
   *     Reason#FORBIDDEN}
   * @param detail one clause for the log, and for the client unless the answer is 401
   */
  record Rejected(Reason reason, String detail) implements Verdict {}

  /**
   * The claim is too old to be judged, and is to be made anew from a fresh challenge; neither right
   * nor wrong.
   */
  record Stale(String detail) implements Verdict {}

  /**
   * Nothing in the head that this authenticator could judge; the certification request may hold it.
   *
   * @param rest the verdict when the request is there; never this one again
   */
  record InCsr(Function<Csr, Verdict> rest) implements Verdict {}

  /** Nothing here that this authenticator could judge. */
  record NotMine() implements Verdict {}

  Verdict NOT_MINE = new NotMine();

  static Verdict unauthenticated(String detail) {
    return new Rejected(Reason.NOT_AUTHENTICATED, detail);
  }
}
