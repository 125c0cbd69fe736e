package org.bequest.formats.pkix;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;

/**
 * What stands in the place of a signature when a key can only agree (RFC 6955 section 4.1).
 *
 * <pre>
 * DhSigStatic ::= SEQUENCE {
 *   issuerAndSerial IssuerAndSerialNumber OPTIONAL,
 *   hashValue       MessageDigest }                  -- OCTET STRING
 * </pre>
 *
 * @param recipient names the certificate whose key was agreed with
 */
public record DhSigStatic(Optional<IssuerAndSerialNumber> recipient, byte[] hashValue) {
  private static final String PATH = "/signature";
  private static final Limits LIMITS = new Limits(8 << 10, 12, 400);

  public static DhSigStatic decode(byte[] encoded) throws MalformedException {
    ASN1Sequence fields = Asn1.typed(Asn1.der(encoded, LIMITS), ASN1Sequence::getInstance, PATH);
    if (fields.size() != 1 && fields.size() != 2) {
      throw new MalformedException("not a DhSigStatic at " + PATH);
    }
    ASN1OctetString hash =
        Asn1.typed(fields.getObjectAt(fields.size() - 1), ASN1OctetString::getInstance, PATH);
    return fields.size() == 1
        ? new DhSigStatic(Optional.empty(), hash.getOctets())
        : new DhSigStatic(
            Optional.of(
                Asn1.typed(fields.getObjectAt(0), IssuerAndSerialNumber::getInstance, PATH)),
            hash.getOctets());
  }

  public byte[] encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    recipient.ifPresent(fields::add);
    fields.add(new DEROctetString(hashValue));
    return Der.of(new DERSequence(fields));
  }
}
