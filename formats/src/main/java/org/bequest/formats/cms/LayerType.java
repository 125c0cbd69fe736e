package org.bequest.formats.cms;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Which layers there are, by the content types that name them. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum LayerType {
  SIGNED_DATA(CmsOids.SIGNED_DATA, SignedContent::of),
  ENVELOPED_DATA(CmsOids.ENVELOPED_DATA, EnvelopedContent::of),
  AUTH_ENVELOPED_DATA(CmsOids.AUTH_ENVELOPED_DATA, AuthEnvelopedContent::of),
  ENCRYPTED_DATA(CmsOids.ENCRYPTED_DATA, EncryptedContent::of),
  AUTH_DATA(CmsOids.AUTH_DATA, AuthenticatedContent::of),
  DIGESTED_DATA(CmsOids.DIGESTED_DATA, DigestedContent::of),
  COMPRESSED_DATA(CmsOids.COMPRESSED_DATA, CompressedContent::of),
  ENCRYPTED_KEY_PACKAGE(CmsOids.ENCRYPTED_KEY_PACKAGE, EncryptedKeyPackage::of),
  CONTENT_COLLECTION(CmsOids.CONTENT_COLLECTION, ContentCollection::of),
  CONTENT_WITH_ATTRS(CmsOids.CONTENT_WITH_ATTRS, ContentWithAttributes::of);

  private interface Decoder {
    Layer decode(Content content, CmsLimits limits) throws MalformedException;
  }

  private static final Map<ASN1ObjectIdentifier, LayerType> BY_OID =
      Arrays.stream(values()).collect(Collectors.toMap(LayerType::oid, Function.identity()));

  private final ASN1ObjectIdentifier oid;
  private final Decoder decoder;

  LayerType(ASN1ObjectIdentifier oid, Decoder decoder) {
    this.oid = oid;
    this.decoder = decoder;
  }

  /** Empty for a leaf. */
  public static Optional<LayerType> of(ASN1ObjectIdentifier oid) {
    return Optional.ofNullable(BY_OID.get(oid));
  }

  public ASN1ObjectIdentifier oid() {
    return oid;
  }

  Layer decode(Content content, CmsLimits limits) throws MalformedException {
    return decoder.decode(content, limits);
  }
}
