package org.bequest.server.auth;

import org.bequest.formats.pkix.Csr;

/** Judges the credentials that stand in a certification request (RFC 7894). */
@FunctionalInterface
public interface CsrCheck {
  /**
   * What is there must be right, whoever the head of the request has proven (RFC 7894 4).
   *
   * @return {@link Verdict#NOT_MINE} when there is none
   */
  Verdict check(Csr csr, String label);
}
