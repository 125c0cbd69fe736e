package org.bequest.crypto.cms;

import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.formats.cms.SignerInfo;

/** What signatures are worth whose content lies elsewhere. */
public sealed interface SignersCheck {
  /** Every signature is good, and there is at least one (security rule S-13). */
  record Verified(List<VerifiedSigner> signers) implements SignersCheck {
    public Verified {
      signers = List.copyOf(signers);
    }
  }

  record Refused(SignatureCheck.Refused why) implements SignersCheck {
    static Refused because(Fault fault, String detail) {
      return new Refused(new SignatureCheck.Refused(fault, detail));
    }
  }

  static SignersCheck of(
      List<SignerInfo> signers, SignedOctets content, SignerKeys keys, SignaturePolicy policy) {
    if (signers.isEmpty()) {
      return Refused.because(Fault.NO_SIGNER, "the message is not signed");
    }
    List<VerifiedSigner> verified = new ArrayList<>();
    for (SignerInfo signer : signers) {
      switch (new OneSignature(content, signer, policy).check(keys)) {
        case Verified one -> verified.addAll(one.signers());
        case Refused refused -> {
          return refused;
        }
      }
    }
    return new Verified(verified);
  }
}
