package org.bequest.crypto;

import java.util.List;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Verifies that the sender of a request holds its private key (RFC 7030 3.4), over the octets as
 * they came. There is no switch to skip it (security rule S-12).
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

  private final Signatures signatures;
  private final KeyAgreementProof agreement;

  public ProofOfPossession() {
    this(List.of());
  }

  /**
   * @param agreement keys with which those agree that cannot sign (RFC 6955); without one, such a
   *     request is refused
   */
  public ProofOfPossession(List<KeyAgreementKey> agreement) {
    this(Providers.standard(), agreement);
  }

  private ProofOfPossession(Providers providers, List<KeyAgreementKey> agreement) {
    this.signatures = new Signatures(providers);
    this.agreement = new KeyAgreementProof(agreement);
  }

  public Result verify(Csr csr) {
    if (csr.structure().getSignature().getPadBits() != 0) {
      return new Result.Unproven(
          Reason.BAD_PROOF_OF_POSSESSION, "the signature is not a whole number of octets");
    }
    return verify(new Claim(csr, csr.signatureAlgorithm(), csr.toBeSigned(), csr.signature()));
  }

  /**
   * A request with what is said to prove it.
   *
   * @param over the octets that were signed, as they came
   */
  record Claim(Csr csr, AlgorithmIdentifier algorithm, byte[] over, byte[] proof) {}

  Result verify(Claim claim) {
    return StaticEcdh.of(claim.algorithm())
        .map(algorithm -> agreement.verify(claim, algorithm))
        .orElseGet(() -> bySignature(claim));
  }

  private Result bySignature(Claim claim) {
    Csr csr = claim.csr();
    return switch (signatures.check(
        csr.subjectPublicKeyInfo(), claim.algorithm(), claim.over(), claim.proof())) {
      case VALID -> new Result.Proven(new ProvenCsr(csr));
      case INVALID ->
          new Result.Unproven(
              Reason.BAD_PROOF_OF_POSSESSION,
              "the signature of the request was not made with its key");
      case UNUSABLE_KEY ->
          new Result.Unproven(
              Reason.BAD_KEY, "the public key is broken, or not one for this signature algorithm");
      case REFUSED_ALGORITHM ->
          new Result.Unproven(
              Reason.BAD_KEY,
              "the signature algorithm " + claim.algorithm().getAlgorithm() + " is refused");
    };
  }
}
