package org.bequest.crypto;

import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;

/**
 * Verifies that the sender of a request holds its private key (RFC 7030 3.4). There is no switch to
 * skip it.
 */
public final class ProofOfPossession {
  /** Proven, or why not. */
  public sealed interface Result {
    record Proven(ProvenCsr csr) implements Result {}

    /**
     * @param reason {@link Reason#BAD_PROOF_OF_POSSESSION}, or {@link Reason#BAD_KEY} for an
     *     algorithm that is unknown or weak
     * @param detail one clause fit for the client
     */
    record Unproven(Reason reason, String detail) implements Result {}
  }

  public Result verify(Csr csr) {
    return new Result.Unproven(Reason.BAD_PROOF_OF_POSSESSION, "not written yet");
  }
}
