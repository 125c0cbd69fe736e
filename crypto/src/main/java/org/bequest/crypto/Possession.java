package org.bequest.crypto;

import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;

/** What a request of CMC shows by itself of the possession of its key (RFC 5272 6.7). */
public sealed interface Possession {
  /** The whole of it. */
  record Shown(ProvenCsr csr) implements Possession {}

  /**
   * Nothing: it is for a challenge to find out, or for somebody else to vouch for.
   *
   * @param csr what is asked for; it proves nothing
   * @param vouched whether it says that a registration authority has seen the proof
   */
  record Open(Csr csr, boolean vouched) implements Possession {}

  /**
   * Something that is wrong.
   *
   * @param detail one clause fit for the client
   */
  record Refuted(Reason reason, String detail) implements Possession {}
}
