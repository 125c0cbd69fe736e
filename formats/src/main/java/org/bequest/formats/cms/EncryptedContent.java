package org.bequest.formats.cms;

import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.Attribute;

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

  /**
   * Which key opens it, if it says so.
   *
   * <pre>
   * content-decryption-key-identifier ATTRIBUTE ::= {
   *   TYPE OCTET STRING IDENTIFIED BY id-aa-KP-contentDecryptKeyID } -- RFC 6032 section 3
   * </pre>
   *
   * @throws MalformedException when it says so twice, or by something else
   */
  public Optional<byte[]> contentDecryptionKeyId() throws MalformedException {
    Optional<ASN1Encodable> value = unprotected.single(CmsOids.CONTENT_DECRYPTION_KEY_ID);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Function<ASN1Encodable, ASN1OctetString> octets = ASN1OctetString::getInstance;
    return Optional.of(
        Asn1.typed(value.get(), octets, PATH + "/content-decryption-key-identifier").getOctets());
  }

  /** The unprotected attribute that names the key. */
  public static Attribute contentDecryptionKeyId(byte[] id) {
    return Attributes.attribute(CmsOids.CONTENT_DECRYPTION_KEY_ID, new DEROctetString(id));
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
