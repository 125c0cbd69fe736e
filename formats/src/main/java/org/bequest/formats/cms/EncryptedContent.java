package org.bequest.formats.cms;

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
 * An EncryptedData, still closed: whoever opens it has the key already.
 *
 * <pre>
 * EncryptedData ::= SEQUENCE {
 *   version              CMSVersion,
 *   encryptedContentInfo EncryptedContentInfo,
 *   unprotectedAttrs     [1] IMPLICIT UnprotectedAttributes OPTIONAL } -- RFC 5652 section 8
 * </pre>
 */
public record EncryptedContent(EncryptedContentInfo encrypted, Attributes unprotected)
    implements Layer {
  private static final String PATH = "/EncryptedData";

  /** Reads a ContentInfo with an EncryptedData, in DER or BER. */
  public static EncryptedContent decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static EncryptedContent of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static EncryptedContent of(Content content, CmsLimits limits) throws MalformedException {
    if (!content.is(CmsOids.ENCRYPTED_DATA)) {
      throw new MalformedException("not an EncryptedData at /ContentInfo/contentType");
    }
    return of(Asn1.ber(content.octets(), limits.structure()), limits);
  }

  static EncryptedContent of(ASN1Encodable encryptedData, CmsLimits limits)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(encryptedData, PATH);
    fields.version(0, 2);
    EncryptedContentInfo encrypted =
        EncryptedContentInfo.decode(fields.next("encryptedContentInfo"), PATH);
    Attributes unprotected =
        Attributes.decode(fields.tagged(1), PATH + "/unprotectedAttrs", limits);
    fields.end();
    return new EncryptedContent(encrypted, unprotected);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.ENCRYPTED_DATA;
  }

  @Override
  public Content encode() {
    return new Content(CmsOids.ENCRYPTED_DATA, Der.of(structure()));
  }

  ASN1Encodable structure() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(unprotected.isEmpty() ? 0 : 2));
    fields.add(encrypted.encode());
    unprotected.field(1).ifPresent(fields::add);
    return new DERSequence(fields);
  }
}
