package org.bequest.crypto.cms;

import java.security.MessageDigest;
import java.util.Optional;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.DigestedContent;

/** Content with its digest beside it (RFC 5652 section 7), which notices damage and no attacker. */
public final class DigestedMessage {
  private DigestedMessage() {}

  /** A DigestedData in DER. */
  public static Content digest(Content content, DigestAlgorithm algorithm) {
    return new DigestedContent(
            algorithm.identifier(),
            content.type(),
            content.octets(),
            algorithm.digest(content.octets()))
        .encode();
  }

  /** The content, when the digest is its own. */
  public static Opening open(DigestedContent message) {
    byte[] octets = message.octets();
    if (octets == null) {
      return new Opening.Refused("the digested content is missing");
    }
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.of(message.digestAlgorithm(), SignaturePolicy.STRONG);
    if (algorithm.isEmpty()) {
      return new Opening.Refused(
          "the digest algorithm " + message.digestAlgorithm().getAlgorithm() + " is refused");
    }
    return MessageDigest.isEqual(algorithm.get().digest(octets), message.digest())
        ? new Opening.Opened(new Content(message.contentType(), octets))
        : new Opening.Refused("the content is not the one that was digested");
  }
}
