package org.bequest.formats.cms;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** What lies around content by its type: a protection, a compression, a collection, attributes. */
public sealed interface Layer
    permits SignedContent,
        EnvelopedContent,
        AuthEnvelopedContent,
        EncryptedContent,
        AuthenticatedContent,
        DigestedContent,
        CompressedContent,
        EncryptedKeyPackage,
        ContentCollection,
        ContentWithAttributes {
  /** The content type of the layer itself. */
  ASN1ObjectIdentifier type();

  /** The layer in DER, with its type. */
  Content encode();

  /** Decodes content that is a layer; empty when it is a leaf, or one not known here. */
  static Optional<Layer> of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  static Optional<Layer> of(Content content, CmsLimits limits) throws MalformedException {
    Optional<LayerType> type = LayerType.of(content.type());
    return type.isEmpty() ? Optional.empty() : Optional.of(type.get().decode(content, limits));
  }
}
