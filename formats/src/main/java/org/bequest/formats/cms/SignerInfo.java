package org.bequest.formats.cms;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * One signature of a SignedData, decoded and not yet believed.
 *
 * <pre>
 * SignerInfo ::= SEQUENCE {
 *   version            CMSVersion,
 *   sid                SignerIdentifier,
 *   digestAlgorithm    DigestAlgorithmIdentifier,
 *   signedAttrs        [0] IMPLICIT SignedAttributes OPTIONAL,
 *   signatureAlgorithm SignatureAlgorithmIdentifier,
 *   signature          SignatureValue,
 *   unsignedAttrs      [1] IMPLICIT UnsignedAttributes OPTIONAL } -- RFC 5652 section 5.3
 * </pre>
 */
public record SignerInfo(
    int version,
    EntityIdentifier id,
    AlgorithmIdentifier digestAlgorithm,
    Attributes signedAttributes,
    AlgorithmIdentifier signatureAlgorithm,
    byte[] signature,
    Attributes unsignedAttributes) {
  private static final String PATH = "/SignerInfo";

  /** 3 for a key identifier, 1 otherwise. */
  public static int versionFor(EntityIdentifier id) {
    return id instanceof EntityIdentifier.KeyIdentifier ? 3 : 1;
  }

  static SignerInfo decode(ASN1Encodable value, CmsLimits limits) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, PATH);
    int version = fields.version(1, 3);
    EntityIdentifier id = EntityIdentifier.decode(fields.next("sid"), PATH + "/sid");
    AlgorithmIdentifier digest = fields.next("digestAlgorithm", AlgorithmIdentifier::getInstance);
    Attributes signed = Attributes.decode(fields.tagged(0), PATH + "/signedAttrs", limits);
    AlgorithmIdentifier algorithm =
        fields.next("signatureAlgorithm", AlgorithmIdentifier::getInstance);
    byte[] signature = fields.next("signature", ASN1OctetString::getInstance).getOctets();
    Attributes unsigned = Attributes.decode(fields.tagged(1), PATH + "/unsignedAttrs", limits);
    fields.end();
    return new SignerInfo(version, id, digest, signed, algorithm, signature, unsigned);
  }

  ASN1Encodable encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(version));
    fields.add(id.encode());
    fields.add(digestAlgorithm);
    signedAttributes.field(0).ifPresent(fields::add);
    fields.add(signatureAlgorithm);
    fields.add(new DEROctetString(signature));
    unsignedAttributes.field(1).ifPresent(fields::add);
    return new DERSequence(fields);
  }

  /** The same signature with these attributes beside it. */
  public SignerInfo withUnsigned(Attributes others) {
    return new SignerInfo(
        version, id, digestAlgorithm, signedAttributes, signatureAlgorithm, signature, others);
  }

  /** The value of a signed attribute that may come once. */
  public Optional<ASN1Encodable> signed(ASN1ObjectIdentifier type) throws MalformedException {
    return signedAttributes.single(type);
  }
}
