package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignatureCheck.Refused;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.cms.SignersCheck;
import org.bequest.formats.cms.SignedContent;

/** A SignedData whose content lies elsewhere. */
public final class SignedLayer implements StreamedLayer {
  private final SignedContent frame;
  private final Optional<StreamedContent> content;

  SignedLayer(SignedContent frame, Optional<Located> content) {
    this.frame = frame;
    this.content =
        content.map(octets -> new StreamedContent(frame.contentType(), octets.length(), octets));
  }

  @Override
  public SignedContent frame() {
    return frame;
  }

  public boolean hasContent() {
    return content.isPresent();
  }

  /**
   * One pass over the content for each hash that its signers use. A signature without signed
   * attributes is refused here.
   */
  public StreamedCheck verify(SignerKeys keys, SignaturePolicy policy) throws IOException {
    if (content.isEmpty()) {
      return new StreamedCheck.Refused(
          new Refused(Fault.MISSING_CONTENT, "the signed content is missing"));
    }
    try {
      Digests digests = new Digests(content.get());
      return switch (SignersCheck.of(frame.signers(), digests, keys, policy)) {
        case SignersCheck.Verified(var signers) ->
            new StreamedCheck.Verified(content.get(), signers);
        case SignersCheck.Refused(var why) -> new StreamedCheck.Refused(why);
      };
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
