package org.bequest.formats.cms;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A CompressedData, not inflated yet.
 *
 * <pre>
 * CompressedData ::= SEQUENCE {
 *   version              CMSVersion,                              -- 0
 *   compressionAlgorithm CompressionAlgorithmIdentifier,
 *   encapContentInfo     EncapsulatedContentInfo }                -- RFC 3274 section 1.1
 * </pre>
 *
 * <p>With zlib, the only algorithm that there is, eContent holds a stream of RFC 1950 with the
 * octets of the content: those of the structure, without a header of their own where the content is
 * an OCTET STRING.
 *
 * @param contentType of what comes out
 * @param octets of eContent, or null when it is absent
 */
public record CompressedContent(
    AlgorithmIdentifier algorithm, ASN1ObjectIdentifier contentType, byte @Nullable [] octets)
    implements Layer {
  /** RFC 3274 section 2: the parameters are left out. */
  public static final AlgorithmIdentifier ZLIB = new AlgorithmIdentifier(CmsOids.ZLIB_COMPRESS);

  private static final String PATH = "/CompressedData";

  /** Compresses this content. */
  public static CompressedContent deflating(Content content) {
    return new CompressedContent(ZLIB, content.type(), Zlib.deflated(content.octets()));
  }

  /** Reads a ContentInfo with a CompressedData, in DER or BER. */
  public static CompressedContent decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static CompressedContent of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static CompressedContent of(Content content, CmsLimits limits) throws MalformedException {
    if (!content.is(CmsOids.COMPRESSED_DATA)) {
      throw new MalformedException("not a CompressedData at /ContentInfo/contentType");
    }
    SequenceReader fields = SequenceReader.of(Asn1.ber(content.octets(), limits.structure()), PATH);
    fields.version(0, 0);
    AlgorithmIdentifier algorithm =
        fields.next("compressionAlgorithm", AlgorithmIdentifier::getInstance);
    SignedContent.Encapsulated inner =
        SignedContent.Encapsulated.decode(fields.next("encapContentInfo"), PATH);
    fields.end();
    return new CompressedContent(algorithm, inner.type(), inner.octets());
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.COMPRESSED_DATA;
  }

  @Override
  public Content encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(0));
    fields.add(algorithm);
    fields.add(new SignedContent.Encapsulated(contentType, octets).encode());
    return new Content(CmsOids.COMPRESSED_DATA, Der.of(new DERSequence(fields)));
  }

  public boolean isZlib() {
    return isZlib(algorithm);
  }

  /** Whether this is zlib, whose parameters may be NULL as well as absent (RFC 3274 section 2). */
  public static boolean isZlib(AlgorithmIdentifier algorithm) {
    return algorithm.getAlgorithm().equals(CmsOids.ZLIB_COMPRESS)
        && (algorithm.getParameters() == null
            || DERNull.INSTANCE.equals(algorithm.getParameters()));
  }

  /**
   * What was compressed.
   *
   * @throws MalformedException for another algorithm, missing or broken octets, and those that grow
   *     beyond the limits
   */
  public Content inflated(CmsLimits limits) throws MalformedException {
    if (!isZlib()) {
      throw new MalformedException("unknown compressionAlgorithm at " + PATH);
    }
    if (octets == null) {
      throw new MalformedException("missing eContent at " + PATH);
    }
    return new Content(contentType, Zlib.inflated(octets, limits));
  }
}
