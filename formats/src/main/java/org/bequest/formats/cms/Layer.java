package org.bequest.formats.cms;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** One protection around content, by its type. */
public sealed interface Layer
    permits SignedContent,
        EnvelopedContent,
        AuthEnvelopedContent,
        EncryptedContent,
        AuthenticatedContent,
        EncryptedKeyPackage {
  /** The content type of the layer itself. */
  ASN1ObjectIdentifier type();

  /** The layer in DER, with its type. */
  Content encode();

  /** Decodes content that is a protection; empty when it is a leaf, or one not known here. */
  static Optional<Layer> of(Content content) throws MalformedException {
    if (content.is(CmsOids.SIGNED_DATA)) {
      return Optional.of(SignedContent.of(content));
    }
    if (content.is(CmsOids.ENVELOPED_DATA)) {
      return Optional.of(EnvelopedContent.of(content));
    }
    if (content.is(CmsOids.AUTH_ENVELOPED_DATA)) {
      return Optional.of(AuthEnvelopedContent.of(content));
    }
    if (content.is(CmsOids.ENCRYPTED_DATA)) {
      return Optional.of(EncryptedContent.of(content));
    }
    if (content.is(CmsOids.AUTH_DATA)) {
      return Optional.of(AuthenticatedContent.of(content));
    }
    return content.is(CmsOids.ENCRYPTED_KEY_PACKAGE)
        ? Optional.of(EncryptedKeyPackage.of(content))
        : Optional.empty();
  }
}
