package org.bequest.formats.cms;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The key under a secret that only the recipient can draw out of its encapsulation.
 *
 * <pre>
 * OtherRecipientInfo ::= SEQUENCE {
 *   oriType  OBJECT IDENTIFIER,
 *   oriValue ANY DEFINED BY oriType }                             -- RFC 5652 section 6.2.5
 *
 * KEMRecipientInfo ::= SEQUENCE {
 *   version      CMSVersion,  -- always set to 0
 *   rid          RecipientIdentifier,
 *   kem          KEMAlgorithmIdentifier,
 *   kemct        OCTET STRING,
 *   kdf          KeyDerivationAlgorithmIdentifier,
 *   kekLength    INTEGER (1..65535),
 *   ukm          [0] EXPLICIT UserKeyingMaterial OPTIONAL,
 *   wrap         KeyEncryptionAlgorithmIdentifier,
 *   encryptedKey EncryptedKey }                                   -- RFC 9629 section 3
 * </pre>
 */
public record KemRecipientInfo(
    EntityIdentifier id,
    AlgorithmIdentifier kem,
    byte[] ciphertext,
    AlgorithmIdentifier kdf,
    int kekLength,
    byte @Nullable [] ukm,
    AlgorithmIdentifier wrap,
    byte[] encryptedKey)
    implements RecipientInfo {
  private static final int MOST_KEK_LENGTH = 65535;

  /** How the shared secret becomes the key that encrypts the content's key. */
  public record Wrapping(AlgorithmIdentifier kdf, int kekLength, AlgorithmIdentifier wrap) {}

  /** Without user keying material. */
  public KemRecipientInfo(
      EntityIdentifier id,
      AlgorithmIdentifier kem,
      byte[] ciphertext,
      Wrapping wrapping,
      byte[] encryptedKey) {
    this(
        id,
        kem,
        ciphertext,
        wrapping.kdf(),
        wrapping.kekLength(),
        null,
        wrapping.wrap(),
        encryptedKey);
  }

  /** An OtherRecipientInfo, whose type may be unknown. */
  static RecipientInfo decodeOther(SequenceReader fields, ASN1Primitive whole, String path)
      throws MalformedException {
    ASN1ObjectIdentifier type = fields.next("oriType", ASN1ObjectIdentifier::getInstance);
    ASN1Primitive value = fields.next("oriValue");
    fields.end();
    return type.equals(CmsOids.ORI_KEM)
        ? decode(SequenceReader.of(value, path + "/oriValue"), path + "/oriValue")
        : new Unknown(whole);
  }

  private static KemRecipientInfo decode(SequenceReader fields, String path)
      throws MalformedException {
    fields.version(0, 0);
    EntityIdentifier id = EntityIdentifier.decode(fields.next("rid"), path + "/rid");
    AlgorithmIdentifier kem = fields.next("kem", AlgorithmIdentifier::getInstance);
    byte[] ciphertext = fields.next("kemct", ASN1OctetString::getInstance).getOctets();
    AlgorithmIdentifier kdf = fields.next("kdf", AlgorithmIdentifier::getInstance);
    ASN1Integer length = fields.next("kekLength", ASN1Integer::getInstance);
    byte[] ukm = KeyAgreeRecipientInfo.ukm(fields.tagged(0), path + "/ukm");
    AlgorithmIdentifier wrap = fields.next("wrap", AlgorithmIdentifier::getInstance);
    byte[] key = fields.next("encryptedKey", ASN1OctetString::getInstance).getOctets();
    fields.end();
    if (length.getValue().signum() <= 0 || length.getValue().bitLength() > 16) {
      throw new MalformedException("kekLength out of range at " + path);
    }
    return new KemRecipientInfo(id, kem, ciphertext, kdf, length.intValueExact(), ukm, wrap, key);
  }

  /**
   * @throws IllegalArgumentException for a length that has no encoding
   */
  public KemRecipientInfo {
    if (kekLength < 1 || kekLength > MOST_KEK_LENGTH) {
      throw new IllegalArgumentException("a key of " + kekLength + " octets");
    }
  }

  @Override
  public int version() {
    return 0;
  }

  @Override
  public ASN1Encodable encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(0));
    fields.add(id.encode());
    fields.add(kem);
    fields.add(new DEROctetString(ciphertext));
    fields.add(kdf);
    fields.add(new ASN1Integer(kekLength));
    if (ukm != null) {
      fields.add(new DERTaggedObject(true, 0, new DEROctetString(ukm)));
    }
    fields.add(wrap);
    fields.add(new DEROctetString(encryptedKey));
    ASN1EncodableVector other = new ASN1EncodableVector();
    other.add(CmsOids.ORI_KEM);
    other.add(new DERSequence(fields));
    return RecipientInfo.choice(4, new DERSequence(other));
  }
}
