package org.bequest.formats.cms;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;

/**
 * An EnvelopedData, still closed.
 *
 * <pre>
 * EnvelopedData ::= SEQUENCE {
 *   version              CMSVersion,
 *   originatorInfo       [0] IMPLICIT OriginatorInfo OPTIONAL,
 *   recipientInfos       RecipientInfos,
 *   encryptedContentInfo EncryptedContentInfo,
 *   unprotectedAttrs     [1] IMPLICIT UnprotectedAttributes OPTIONAL } -- RFC 5652 section 6.1
 * </pre>
 */
public record EnvelopedContent(
    List<RecipientInfo> recipients, EncryptedContentInfo encrypted, Attributes unprotected)
    implements Layer {
  private static final String PATH = "/EnvelopedData";

  public EnvelopedContent {
    recipients = List.copyOf(recipients);
  }

  /** Reads a ContentInfo with an EnvelopedData, in DER or BER. */
  public static EnvelopedContent decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static EnvelopedContent of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static EnvelopedContent of(Content content, CmsLimits limits) throws MalformedException {
    if (!content.is(CmsOids.ENVELOPED_DATA)) {
      throw new MalformedException("not an EnvelopedData at /ContentInfo/contentType");
    }
    return of(Asn1.ber(content.octets(), limits.structure()), limits);
  }

  /** An EnvelopedData that stands in another structure without a ContentInfo. */
  public static EnvelopedContent of(ASN1Encodable envelopedData) throws MalformedException {
    return of(envelopedData, CmsLimits.STANDARD);
  }

  static EnvelopedContent of(ASN1Encodable envelopedData, CmsLimits limits)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(envelopedData, PATH);
    fields.version(0, 4);
    fields.tagged(0);
    List<RecipientInfo> recipients =
        RecipientInfo.decodeAll(fields.next("recipientInfos"), PATH, limits);
    EncryptedContentInfo encrypted =
        EncryptedContentInfo.decode(fields.next("encryptedContentInfo"), PATH);
    Attributes unprotected =
        Attributes.decode(fields.tagged(1), PATH + "/unprotectedAttrs", limits);
    fields.end();
    return new EnvelopedContent(recipients, encrypted, unprotected);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.ENVELOPED_DATA;
  }

  @Override
  public Content encode() {
    return new Content(CmsOids.ENVELOPED_DATA, Der.of(structure()));
  }

  public ASN1Encodable structure() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(version()));
    fields.add(RecipientInfo.encodeAll(recipients));
    fields.add(encrypted.encode());
    unprotected.field(1).ifPresent(fields::add);
    return new DERSequence(fields);
  }

  /** RFC 5652 section 6.1. */
  private int version() {
    if (recipients.stream().anyMatch(RecipientInfo::makesVersion3)) {
      return 3;
    }
    boolean plain = unprotected.isEmpty() && recipients.stream().allMatch(r -> r.version() == 0);
    return plain ? 0 : 2;
  }
}
