package org.bequest.crypto.firmware;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.stream.Body;
import org.bequest.crypto.cms.stream.ContentInfoBody;
import org.bequest.crypto.cms.stream.SignedBody;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.cms.stream.StreamedLayer;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.WrappedFirmwareKey;

/**
 * A signed package whose signature is good and leads to an anchor; it may still be encrypted. Its
 * wrapped key may be exchanged on its way to each module (RFC 4108 section 2.3): nothing else of it
 * changes.
 */
public final class ExaminedFirmware {
  private final SignedFirmware signed;
  private final SignedContent frame;
  private final StreamedContent content;
  private final Optional<WrappedFirmwareKey> key;
  private final CmsLimits limits;

  /**
   * @throws MalformedException when the wrapped key cannot be read
   */
  ExaminedFirmware(
      SignedFirmware signed, SignedContent frame, StreamedContent content, CmsLimits limits)
      throws MalformedException {
    this.signed = signed;
    this.frame = frame;
    this.content = content;
    this.key = WrappedFirmwareKey.of(frame.signers().getFirst().unsignedAttributes());
    this.limits = limits;
  }

  public SignedFirmware signed() {
    return signed;
  }

  /** The key that came along; nobody has signed it. */
  public Optional<WrappedFirmwareKey> wrappedKey() {
    return key;
  }

  public boolean isEncrypted() {
    return content.is(CmsOids.ENCRYPTED_DATA);
  }

  StreamedContent content() {
    return content;
  }

  /**
   * The same package with its key for these recipients, and for nobody else.
   *
   * @param contentKey with which the package is encrypted
   * @throws MalformedException when the ciphertext cannot be read
   * @throws IllegalArgumentException for a package that is not encrypted
   */
  public Body withKeyFor(Secret contentKey, List<Recipient> recipients)
      throws IOException, MalformedException {
    if (!isEncrypted()) {
      throw new IllegalArgumentException("a package without a key");
    }
    EncryptedContentInfo info = ciphertext().encrypted();
    return with(
        Attributes.of(FirmwareEncryption.wrapped(info, contentKey, recipients).toAttribute()));
  }

  private EncryptedContent ciphertext() throws IOException, MalformedException {
    return (EncryptedContent) StreamedLayer.of(content, limits).orElseThrow().frame();
  }

  /** The same package without a wrapped key. */
  public Body withoutKey() {
    return with(Attributes.NONE);
  }

  private Body with(Attributes unsigned) {
    SignerInfo by = frame.signers().getFirst();
    SignerInfo other =
        new SignerInfo(
            by.version(),
            by.id(),
            by.digestAlgorithm(),
            by.signedAttributes(),
            by.signatureAlgorithm(),
            by.signature(),
            unsigned);
    return new ContentInfoBody(SignedBody.of(content, frame.with(List.of(other))));
  }
}
