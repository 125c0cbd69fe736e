package org.bequest.formats.cms;

import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Ciphertext, with what is needed to read it but the key.
 *
 * <pre>
 * EncryptedContentInfo ::= SEQUENCE {
 *   contentType                ContentType,
 *   contentEncryptionAlgorithm ContentEncryptionAlgorithmIdentifier,
 *   encryptedContent           [0] IMPLICIT EncryptedContent OPTIONAL } -- RFC 5652 section 6.1
 * </pre>
 *
 * @param contentType of the plaintext
 */
public record EncryptedContentInfo(
    ASN1ObjectIdentifier contentType, AlgorithmIdentifier algorithm, byte[] octets) {

  static EncryptedContentInfo decode(ASN1Encodable value, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    ASN1ObjectIdentifier type = fields.next("contentType", ASN1ObjectIdentifier::getInstance);
    AlgorithmIdentifier algorithm =
        fields.next("contentEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    ASN1TaggedObject octets =
        fields
            .tagged(0)
            .orElseThrow(() -> new MalformedException("missing encryptedContent at " + path));
    fields.end();
    Function<ASN1TaggedObject, ASN1OctetString> implicit =
        tagged -> ASN1OctetString.getInstance(tagged, false);
    return new EncryptedContentInfo(
        type, algorithm, Asn1.typed(octets, implicit, path + "/encryptedContent").getOctets());
  }

  ASN1Encodable encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(contentType);
    fields.add(algorithm);
    fields.add(new DERTaggedObject(false, 0, new DEROctetString(octets)));
    return new DERSequence(fields);
  }
}
