package org.bequest.crypto.cms;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.OldSignatures;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.SignerKeys.Candidate;
import org.bequest.crypto.cms.SignersCheck.Refused;
import org.bequest.crypto.cms.SignersCheck.Verified;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** One signature over one content (RFC 5652 sections 5.4 to 5.6). */
record OneSignature(SignedOctets content, SignerInfo signer, SignaturePolicy policy) {
  private static final int SET = 0x31;

  SignersCheck check(SignerKeys keys) {
    Optional<DigestAlgorithm> digest = DigestAlgorithm.of(signer.digestAlgorithm(), policy);
    if (digest.isEmpty()) {
      return Refused.because(
          Fault.REFUSED_DIGEST_ALGORITHM,
          "the digest algorithm " + signer.digestAlgorithm().getAlgorithm() + " is refused");
    }
    return refusal(digest.get())
        .<SignersCheck>map(refused -> refused)
        .orElseGet(() -> check(keys.candidates(signer.id()), digest.get()));
  }

  private Optional<Refused> refusal(DigestAlgorithm digest) {
    if (signer.signedAttributes().isEmpty()) {
      return bare();
    }
    try {
      return attributes(digest);
    } catch (MalformedException | RuntimeException _) {
      return attributeFault("the signed attributes are broken");
    }
  }

  /**
   * Without signed attributes the signature is over the content itself, which must be id-data (RFC
   * 5652 section 5.3) and must not look like the attributes of another signature, which would be
   * valid here as content. What does not lie in memory is not read without.
   */
  private Optional<Refused> bare() {
    boolean allowed =
        content.type().equals(CmsOids.DATA)
            && content.octets().filter(o -> o.length == 0 || o[0] != SET).isPresent();
    return allowed ? Optional.empty() : attributeFault("the signed attributes are missing");
  }

  private Optional<Refused> attributes(DigestAlgorithm digest) throws MalformedException {
    Optional<ASN1Encodable> type = signer.signed(CmsOids.CONTENT_TYPE);
    if (type.isEmpty() || !type.get().toASN1Primitive().equals(content.type())) {
      return attributeFault("the content-type attribute is not that of the content");
    }
    Optional<ASN1Encodable> protection = signer.signed(CmsOids.ALGORITHM_PROTECTION);
    if (protection.isPresent() && !isProtected(protection.get())) {
      return attributeFault("the algorithms are not those that were protected");
    }
    Optional<ASN1Encodable> claimed = signer.signed(CmsOids.MESSAGE_DIGEST);
    if (claimed.isEmpty()) {
      return attributeFault("the message-digest attribute is missing");
    }
    byte[] value = ASN1OctetString.getInstance(claimed.get()).getOctets();
    return MessageDigest.isEqual(value, content.digest(digest))
        ? Optional.empty()
        : Optional.of(
            Refused.because(
                Fault.BAD_MESSAGE_DIGEST, "the content is not the one that was signed"));
  }

  /** RFC 6211 section 3. */
  private boolean isProtected(ASN1Encodable value) {
    CMSAlgorithmProtection protection = CMSAlgorithmProtection.getInstance(value);
    return signer.digestAlgorithm().equals(protection.getDigestAlgorithm())
        && signer.signatureAlgorithm().equals(protection.getSignatureAlgorithm());
  }

  /** A candidate that fails does not end the search; the last one says why. */
  private SignersCheck check(List<Candidate> candidates, DigestAlgorithm digest) {
    byte[] signed =
        signer.signedAttributes().isEmpty()
            ? content.octets().orElseThrow()
            : signer.signedAttributes().encode();
    AlgorithmIdentifier algorithm = digest.completed(signer.signatureAlgorithm());
    SignersCheck last =
        Refused.because(Fault.UNKNOWN_SIGNER, "no certificate of the signer is known");
    for (Candidate candidate : candidates) {
      last = result(candidate, verdict(candidate, algorithm, signed));
      if (last instanceof Verified) {
        return last;
      }
    }
    return last;
  }

  private Signatures.Verdict verdict(
      Candidate candidate, AlgorithmIdentifier algorithm, byte[] signed) {
    return policy == SignaturePolicy.WITH_SHA1 && OldSignatures.isOld(algorithm)
        ? OldSignatures.verify(candidate.key(), algorithm, signed, signer.signature())
        : Signatures.verify(candidate.key(), algorithm, signed, signer.signature());
  }

  private SignersCheck result(Candidate candidate, Signatures.Verdict verdict) {
    return switch (verdict) {
      case VALID ->
          new Verified(
              List.of(new VerifiedSigner(signer, candidate.key(), candidate.certificate())));
      case INVALID ->
          Refused.because(Fault.BAD_SIGNATURE, "the signature was not made with the signer's key");
      case UNUSABLE_KEY ->
          Refused.because(Fault.UNUSABLE_KEY, "the signer's key is not one for this signature");
      case REFUSED_ALGORITHM ->
          Refused.because(
              Fault.REFUSED_SIGNATURE_ALGORITHM,
              "the signature algorithm "
                  + signer.signatureAlgorithm().getAlgorithm()
                  + " is refused");
    };
  }

  private static Optional<Refused> attributeFault(String detail) {
    return Optional.of(Refused.because(Fault.BAD_SIGNED_ATTRIBUTES, detail));
  }
}
