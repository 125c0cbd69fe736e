package org.bequest.formats.cms;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A DigestedData, not checked yet. A digest notices damage, and no more: whoever changes the
 * content can change the digest too.
 *
 * <pre>
 * DigestedData ::= SEQUENCE {
 *   version          CMSVersion,             -- 0 for id-data, else 2
 *   digestAlgorithm  DigestAlgorithmIdentifier,
 *   encapContentInfo EncapsulatedContentInfo,
 *   digest           Digest }                                     -- RFC 5652 section 7
 *
 * Digest ::= OCTET STRING
 * </pre>
 *
 * @param octets of eContent, or null when it is absent
 */
public record DigestedContent(
    AlgorithmIdentifier digestAlgorithm,
    ASN1ObjectIdentifier contentType,
    byte @Nullable [] octets,
    byte[] digest)
    implements Layer {
  private static final String PATH = "/DigestedData";

  /** Reads a ContentInfo with a DigestedData, in DER or BER. */
  public static DigestedContent decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static DigestedContent of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static DigestedContent of(Content content, CmsLimits limits) throws MalformedException {
    if (!content.is(CmsOids.DIGESTED_DATA)) {
      throw new MalformedException("not a DigestedData at /ContentInfo/contentType");
    }
    SequenceReader fields = SequenceReader.of(Asn1.ber(content.octets(), limits.structure()), PATH);
    fields.version(0, 2);
    AlgorithmIdentifier algorithm =
        fields.next("digestAlgorithm", AlgorithmIdentifier::getInstance);
    SignedContent.Encapsulated inner =
        SignedContent.Encapsulated.decode(fields.next("encapContentInfo"), PATH);
    byte[] digest = fields.next("digest", ASN1OctetString::getInstance).getOctets();
    fields.end();
    return new DigestedContent(algorithm, inner.type(), inner.octets(), digest);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.DIGESTED_DATA;
  }

  @Override
  public Content encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(contentType.equals(CmsOids.DATA) ? 0 : 2));
    fields.add(digestAlgorithm);
    fields.add(new SignedContent.Encapsulated(contentType, octets).encode());
    fields.add(new DEROctetString(digest));
    return new Content(CmsOids.DIGESTED_DATA, Der.of(new DERSequence(fields)));
  }
}
