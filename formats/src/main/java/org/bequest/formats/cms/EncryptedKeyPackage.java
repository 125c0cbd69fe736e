package org.bequest.formats.cms;

import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * Keys under one of three encryptions.
 *
 * <pre>
 * EncryptedKeyPackage ::= CHOICE {
 *   encrypted     EncryptedData,
 *   enveloped     [0] EnvelopedData,
 *   authEnveloped [1] AuthEnvelopedData }          -- implicit tags; RFC 6032 section 2
 * </pre>
 *
 * @param layer one of the three
 */
public record EncryptedKeyPackage(Layer layer) implements Layer {
  private static final String PATH = "/EncryptedKeyPackage";

  /**
   * @throws IllegalArgumentException for a layer that is not one of the three
   */
  public EncryptedKeyPackage {
    switch (layer) {
      case EncryptedContent _, EnvelopedContent _, AuthEnvelopedContent _ -> {}
      case SignedContent _,
          AuthenticatedContent _,
          DigestedContent _,
          CompressedContent _,
          EncryptedKeyPackage _,
          ContentCollection _,
          ContentWithAttributes _ ->
          throw new IllegalArgumentException("not an encryption: " + layer.type());
    }
  }

  /** Reads a ContentInfo with an EncryptedKeyPackage, in DER or BER. */
  public static EncryptedKeyPackage decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static EncryptedKeyPackage of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static EncryptedKeyPackage of(Content content, CmsLimits limits)
      throws MalformedException {
    if (!content.is(CmsOids.ENCRYPTED_KEY_PACKAGE)) {
      throw new MalformedException("not an EncryptedKeyPackage at /ContentInfo/contentType");
    }
    ASN1Primitive value = Asn1.ber(content.octets(), limits.structure());
    if (value instanceof ASN1TaggedObject tagged) {
      return new EncryptedKeyPackage(tagged(tagged, limits));
    }
    return new EncryptedKeyPackage(EncryptedContent.of(value, limits));
  }

  private static Layer tagged(ASN1TaggedObject tagged, CmsLimits limits) throws MalformedException {
    Function<ASN1TaggedObject, ASN1Sequence> implicit = t -> ASN1Sequence.getInstance(t, false);
    ASN1Sequence value = Asn1.typed(tagged, implicit, PATH);
    if (tagged.hasTag(BERTags.CONTEXT_SPECIFIC, 0)) {
      return EnvelopedContent.of(value, limits);
    }
    if (tagged.hasTag(BERTags.CONTEXT_SPECIFIC, 1)) {
      return AuthEnvelopedContent.of(value, limits);
    }
    throw new MalformedException("unknown choice at " + PATH);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.ENCRYPTED_KEY_PACKAGE;
  }

  @Override
  public Content encode() {
    ASN1Encodable value =
        switch (layer) {
          case EncryptedContent encrypted -> encrypted.structure();
          case EnvelopedContent enveloped -> new DERTaggedObject(false, 0, enveloped.structure());
          case AuthEnvelopedContent enveloped ->
              new DERTaggedObject(false, 1, enveloped.structure());
          case SignedContent _,
              AuthenticatedContent _,
              DigestedContent _,
              CompressedContent _,
              EncryptedKeyPackage _,
              ContentCollection _,
              ContentWithAttributes _ ->
              throw new IllegalStateException("checked when it was made");
        };
    return new Content(CmsOids.ENCRYPTED_KEY_PACKAGE, Der.of(value));
  }

  /** Which key opens it, if it is an EncryptedData that says so. */
  public Optional<byte[]> contentDecryptionKeyId() throws MalformedException {
    return layer instanceof EncryptedContent encrypted
        ? encrypted.contentDecryptionKeyId()
        : Optional.empty();
  }
}
