package org.bequest.formats.cms;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The key under a symmetric key that the recipient has already.
 *
 * <pre>
 * KEKRecipientInfo ::= SEQUENCE {
 *   version                CMSVersion,  -- always set to 4
 *   kekid                  KEKIdentifier,
 *   keyEncryptionAlgorithm KeyEncryptionAlgorithmIdentifier,
 *   encryptedKey           EncryptedKey }
 *
 * KEKIdentifier ::= SEQUENCE {
 *   keyIdentifier OCTET STRING,
 *   date          GeneralizedTime OPTIONAL,
 *   other         OtherKeyAttribute OPTIONAL }                    -- RFC 5652 section 6.2.3
 * </pre>
 */
public record KekRecipientInfo(
    byte[] keyIdentifier, AlgorithmIdentifier algorithm, byte[] encryptedKey)
    implements RecipientInfo {
  private static final int VERSION = 4;

  static KekRecipientInfo decode(SequenceReader fields, String path) throws MalformedException {
    fields.version(VERSION, VERSION);
    SequenceReader kekid = SequenceReader.of(fields.next("kekid"), path + "/kekid");
    byte[] id = kekid.next("keyIdentifier", ASN1OctetString::getInstance).getOctets();
    AlgorithmIdentifier algorithm =
        fields.next("keyEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    byte[] key = fields.next("encryptedKey", ASN1OctetString::getInstance).getOctets();
    fields.end();
    return new KekRecipientInfo(id, algorithm, key);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public ASN1Encodable encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(VERSION));
    fields.add(new DERSequence(new DEROctetString(keyIdentifier)));
    fields.add(algorithm);
    fields.add(new DEROctetString(encryptedKey));
    return RecipientInfo.choice(2, new DERSequence(fields));
  }
}
