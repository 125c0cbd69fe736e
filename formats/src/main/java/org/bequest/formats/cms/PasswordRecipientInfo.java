package org.bequest.formats.cms;

import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The key under a password.
 *
 * <pre>
 * PasswordRecipientInfo ::= SEQUENCE {
 *   version                CMSVersion,  -- always set to 0
 *   keyDerivationAlgorithm [0] KeyDerivationAlgorithmIdentifier OPTIONAL,
 *   keyEncryptionAlgorithm KeyEncryptionAlgorithmIdentifier,
 *   encryptedKey           EncryptedKey }                         -- RFC 5652 section 6.2.4
 * </pre>
 *
 * <p>Without a derivation there is no password but a key, for which a KEKRecipientInfo is the form:
 * that is refused.
 */
public record PasswordRecipientInfo(
    AlgorithmIdentifier derivation, AlgorithmIdentifier algorithm, byte[] encryptedKey)
    implements RecipientInfo {

  static PasswordRecipientInfo decode(SequenceReader fields, String path)
      throws MalformedException {
    fields.version(0, 0);
    Optional<ASN1TaggedObject> derivation = fields.tagged(0);
    if (derivation.isEmpty()) {
      throw new MalformedException("missing keyDerivationAlgorithm at " + path);
    }
    Function<ASN1TaggedObject, AlgorithmIdentifier> implicit =
        tagged -> AlgorithmIdentifier.getInstance(tagged, false);
    AlgorithmIdentifier algorithm =
        fields.next("keyEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    byte[] key = fields.next("encryptedKey", ASN1OctetString::getInstance).getOctets();
    fields.end();
    return new PasswordRecipientInfo(
        Asn1.typed(derivation.get(), implicit, path + "/keyDerivationAlgorithm"), algorithm, key);
  }

  @Override
  public int version() {
    return 0;
  }

  @Override
  public ASN1Encodable encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(0));
    fields.add(new DERTaggedObject(false, 0, derivation));
    fields.add(algorithm);
    fields.add(new DEROctetString(encryptedKey));
    return RecipientInfo.choice(3, new DERSequence(fields));
  }
}
