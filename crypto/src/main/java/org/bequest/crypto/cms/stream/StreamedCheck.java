package org.bequest.crypto.cms.stream;

import java.util.List;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;

/** What the signatures of a streamed message are worth. */
public sealed interface StreamedCheck {
  /** Every signature is good, and there is at least one. Nobody has looked for an anchor. */
  record Verified(StreamedContent content, List<VerifiedSigner> signers) implements StreamedCheck {
    public Verified {
      signers = List.copyOf(signers);
    }
  }

  record Refused(SignatureCheck.Refused why) implements StreamedCheck {}
}
