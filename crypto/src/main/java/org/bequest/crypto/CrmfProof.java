package org.bequest.crypto;

import java.util.Optional;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.Popo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Proof of possession by the signature of a CRMF request, over its certReq as transmitted (RFC 4211
 * section 4.1, RFC 5272 section 3.2.1.2.2).
 */
public final class CrmfProof {
  private CrmfProof() {}

  /** Signs with the key that the template has. */
  public static CertReqMsg sign(CertRequest request, Signer key) {
    byte[] signature = key.sign(request.encoded().octets());
    Popo popo = new Popo.Signature(Optional.empty(), key.algorithm(), Octets.of(signature));
    return CertReqMsg.of(request, Optional.of(popo));
  }

  /**
   * Whether the key of the template made this signature. What is not signed directly, or names no
   * key, is invalid.
   */
  public static Signatures.Verdict verify(CertRequest request, Popo.Signature proof) {
    Optional<SubjectPublicKeyInfo> key = request.certTemplate().publicKey();
    if (key.isEmpty() || proof.poposkInput().isPresent()) {
      return Signatures.Verdict.INVALID;
    }
    byte[] signed = request.encoded().octets();
    return Signatures.verify(key.get(), proof.algorithm(), signed, proof.signature().bytes());
  }
}
