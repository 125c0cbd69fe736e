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
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * An AuthEnvelopedData, still closed.
 *
 * <pre>
 * AuthEnvelopedData ::= SEQUENCE {
 *   version                  CMSVersion,
 *   originatorInfo           [0] IMPLICIT OriginatorInfo OPTIONAL,
 *   recipientInfos           RecipientInfos,
 *   authEncryptedContentInfo EncryptedContentInfo,
 *   authAttrs                [1] IMPLICIT AuthAttributes OPTIONAL,
 *   mac                      MessageAuthenticationCode,
 *   unauthAttrs              [2] IMPLICIT UnauthAttributes OPTIONAL } -- RFC 5083 section 2.1
 * </pre>
 *
 * @param authenticated attributes; their SET in DER is the additional authenticated data
 */
public record AuthEnvelopedContent(
    List<RecipientInfo> recipients,
    EncryptedContentInfo encrypted,
    Attributes authenticated,
    byte[] mac,
    Attributes unauthenticated)
    implements Layer {
  private static final String PATH = "/AuthEnvelopedData";

  public AuthEnvelopedContent {
    recipients = List.copyOf(recipients);
  }

  /** Reads a ContentInfo with an AuthEnvelopedData, in DER or BER. */
  public static AuthEnvelopedContent decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static AuthEnvelopedContent of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static AuthEnvelopedContent of(Content content, CmsLimits limits)
      throws MalformedException {
    if (!content.is(CmsOids.AUTH_ENVELOPED_DATA)) {
      throw new MalformedException("not an AuthEnvelopedData at /ContentInfo/contentType");
    }
    return of(Asn1.ber(content.octets(), limits.structure()), limits);
  }

  static AuthEnvelopedContent of(ASN1Encodable authEnvelopedData, CmsLimits limits)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(authEnvelopedData, PATH);
    fields.version(0, 0);
    fields.tagged(0);
    List<RecipientInfo> recipients =
        RecipientInfo.decodeAll(fields.next("recipientInfos"), PATH, limits);
    EncryptedContentInfo encrypted =
        EncryptedContentInfo.decode(fields.next("authEncryptedContentInfo"), PATH);
    Attributes authenticated = Attributes.decode(fields.tagged(1), PATH + "/authAttrs", limits);
    byte[] mac = fields.next("mac", ASN1OctetString::getInstance).getOctets();
    Attributes unauthenticated = Attributes.decode(fields.tagged(2), PATH + "/unauthAttrs", limits);
    fields.end();
    if (authenticated.isEmpty() && !encrypted.contentType().equals(CmsOids.DATA)) {
      throw new MalformedException("missing authAttrs at " + PATH);
    }
    return new AuthEnvelopedContent(recipients, encrypted, authenticated, mac, unauthenticated);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.AUTH_ENVELOPED_DATA;
  }

  @Override
  public Content encode() {
    return new Content(CmsOids.AUTH_ENVELOPED_DATA, Der.of(structure()));
  }

  ASN1Encodable structure() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(0));
    fields.add(RecipientInfo.encodeAll(recipients));
    fields.add(encrypted.encode());
    authenticated.field(1).ifPresent(fields::add);
    fields.add(new DEROctetString(mac));
    unauthenticated.field(2).ifPresent(fields::add);
    return new DERSequence(fields);
  }
}
