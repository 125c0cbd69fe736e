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
 * The key encrypted to a public key.
 *
 * <pre>
 * KeyTransRecipientInfo ::= SEQUENCE {
 *   version                CMSVersion,  -- always set to 0 or 2
 *   rid                    RecipientIdentifier,
 *   keyEncryptionAlgorithm KeyEncryptionAlgorithmIdentifier,
 *   encryptedKey           EncryptedKey }                         -- RFC 5652 section 6.2.1
 * </pre>
 */
public record KeyTransRecipientInfo(
    EntityIdentifier id, AlgorithmIdentifier algorithm, byte[] encryptedKey)
    implements RecipientInfo {

  static KeyTransRecipientInfo decode(SequenceReader fields) throws MalformedException {
    fields.version(0, 2);
    EntityIdentifier id = EntityIdentifier.decode(fields.next("rid"), "/ktri/rid");
    AlgorithmIdentifier algorithm =
        fields.next("keyEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    byte[] key = fields.next("encryptedKey", ASN1OctetString::getInstance).getOctets();
    fields.end();
    return new KeyTransRecipientInfo(id, algorithm, key);
  }

  @Override
  public int version() {
    return id instanceof EntityIdentifier.KeyIdentifier ? 2 : 0;
  }

  @Override
  public ASN1Encodable encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(version()));
    fields.add(id.encode());
    fields.add(algorithm);
    fields.add(new DEROctetString(encryptedKey));
    return new DERSequence(fields);
  }
}
