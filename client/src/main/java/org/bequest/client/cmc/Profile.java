package org.bequest.client.cmc;

import java.util.Optional;
import org.bequest.crypto.Signer;
import org.bequest.crypto.cmc.CnsaAlgorithms;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bouncycastle.asn1.x509.Extension;

/** What a client asks for, and believes, beyond RFC 5272. */
public enum Profile {
  GENERAL,
  /** RFC 8756: signed messages only, with the algorithms of the CNSA suite. */
  CNSA;

  /** Why a request is outside; empty when it is not. */
  Optional<String> fault(FullRequest request) {
    if (this == GENERAL) {
      return Optional.empty();
    }
    return senderFault(request.sender())
        .or(() -> request.wanted().stream().flatMap(wanted -> fault(wanted).stream()).findFirst());
  }

  private static Optional<String> senderFault(Sender sender) {
    return switch (sender) {
      case Sender.Authenticating _, Sender.Unsigned _ ->
          Optional.of("RFC 8756 has signed messages only");
      case Sender.Proving(var _, var strength) when strength != Sender.Strength.SHA384 ->
          Optional.of("RFC 8756 has identity proofs with SHA-384");
      case Sender.Certified(var signer) when !allows(signer.signer()) ->
          Optional.of("RFC 8756 has P-384 and RSA from 3072 bits, with SHA-384");
      case Sender.Certified _, Sender.Proving _, Sender.Unnamed _ -> Optional.empty();
    };
  }

  private static Optional<String> fault(WantedCertificate wanted) {
    boolean signs = wanted.key() instanceof RequestKey.Signing(Signer signer) && allows(signer);
    if (!signs) {
      return Optional.of(
          "RFC 8756 has requests signed by their keys: P-384, RSA from 3072 bits, with SHA-384");
    }
    return wanted.extensions().stream().anyMatch(e -> e.getExtnId().equals(Extension.keyUsage))
        ? Optional.empty()
        : Optional.of("RFC 8756 has the keyUsage in each request");
  }

  private static boolean allows(Signer signer) {
    return CnsaAlgorithms.allowsKey(signer.publicKey())
        && CnsaAlgorithms.allowsSignature(signer.algorithm());
  }

  /** Whether a signature of a response may be made so. */
  boolean allows(VerifiedSigner signer) {
    return this == GENERAL
        || (CnsaAlgorithms.allowsKey(signer.key())
            && CnsaAlgorithms.allowsSignature(
                signer.info().signatureAlgorithm(), signer.info().digestAlgorithm()));
  }

  /** Whether an authority may sign responses that is not named for it. */
  boolean believesPlainAuthorities() {
    return this == GENERAL;
  }
}
