package org.bequest.formats.firmware;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The digest over the package itself, before it was compressed or encrypted.
 *
 * <pre>
 * FirmwarePackageMessageDigest ::= SEQUENCE {
 *   algorithm AlgorithmIdentifier,
 *   msgDigest OCTET STRING }                          -- RFC 4108 section 2.2.10
 * </pre>
 */
public record FirmwarePackageMessageDigest(AlgorithmIdentifier algorithm, Octets digest)
    implements FirmwareAttribute {
  static FirmwarePackageMessageDigest decode(ASN1Encodable value, String path)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    AlgorithmIdentifier algorithm = fields.next("algorithm", AlgorithmIdentifier::getInstance);
    ASN1OctetString digest = fields.next("msgDigest", ASN1OctetString::getInstance);
    fields.end();
    return new FirmwarePackageMessageDigest(algorithm, Octets.of(digest.getOctets()));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return FirmwareOids.PACKAGE_DIGEST;
  }

  @Override
  public ASN1Encodable value() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(algorithm);
    fields.add(new DEROctetString(digest.bytes()));
    return new DERSequence(fields);
  }
}
