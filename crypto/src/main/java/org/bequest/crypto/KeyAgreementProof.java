package org.bequest.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.ProofOfPossession.Result;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.DhSigStatic;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Verifies proofs of possession by key agreement with one of these keys (RFC 6955 section 6). Who
 * knows such a private key could make the proof itself: it convinces the holder alone, who is us.
 */
record KeyAgreementProof(List<KeyAgreementKey> keys) {
  KeyAgreementProof {
    keys = List.copyOf(keys);
  }

  Result verify(ProofOfPossession.Claim claim, StaticEcdh algorithm) {
    if (keys.isEmpty()) {
      return unproven(
          "no key agreement certificate is configured here for such a proof (RFC 6955)");
    }
    SubjectPublicKeyInfo key = claim.csr().subjectPublicKeyInfo();
    try {
      DhSigStatic proof = DhSigStatic.decode(claim.proof());
      Optional<KeyAgreementKey> recipient = recipient(proof, key);
      if (recipient.isEmpty()) {
        return unproven("the proof is for a key agreement certificate that is not ours");
      }
      byte[] value =
          algorithm.value(
              new StaticEcdh.Agreement(recipient.get().key(), key),
              recipient.get().certificate(),
              claim.over());
      return MessageDigest.isEqual(value, proof.hashValue())
          ? new Result.Proven(new ProvenCsr(claim.csr()))
          : unproven("the proof of the request was not made with its key");
    } catch (MalformedException e) {
      return unproven(String.valueOf(e.getMessage()));
    } catch (GeneralSecurityException _) {
      return new Result.Unproven(
          Reason.BAD_KEY, "the public key is broken, or cannot agree with ours");
    }
  }

  /** The one that is named, or else the first of the same curve. */
  private Optional<KeyAgreementKey> recipient(DhSigStatic proof, SubjectPublicKeyInfo key) {
    return keys.stream()
        .filter(k -> k.isOnCurveOf(key))
        .filter(k -> proof.recipient().isEmpty() || k.is(proof.recipient().get()))
        .findFirst();
  }

  private static Result unproven(String detail) {
    return new Result.Unproven(Reason.BAD_PROOF_OF_POSSESSION, detail);
  }
}
