package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A challenge that only the key of the request can read.
 *
 * <pre>
 * EncryptedPOP ::= SEQUENCE {
 *   request        TaggedRequest,
 *   cms            ContentInfo,
 *   thePOPAlgID    AlgorithmIdentifier,
 *   witnessAlgID   AlgorithmIdentifier,
 *   witness        OCTET STRING }                         -- RFC 5272 section 6.7
 * </pre>
 *
 * @param cms an EnvelopedData around the octets y
 * @param witness the hash of y
 */
public record EncryptedPop(
    TaggedRequest request,
    Encoded cms,
    AlgorithmIdentifier thePopAlgId,
    AlgorithmIdentifier witnessAlgId,
    Octets witness)
    implements Control {
  private static final String PATH = "/EncryptedPOP";

  static EncryptedPop decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    TaggedRequest request = TaggedRequest.decode(fields.next("request"));
    Encoded cms = fields.next("cms");
    AlgorithmIdentifier pop = fields.next("thePOPAlgID", AlgorithmIdentifier::getInstance);
    AlgorithmIdentifier hash = fields.next("witnessAlgID", AlgorithmIdentifier::getInstance);
    Octets witness = OctetValue.decode(fields.next("witness"), PATH + "/witness");
    fields.end();
    return new EncryptedPop(request, cms, pop, hash, witness);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.ENCRYPTED_POP.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(
        Encoded.sequence(
            request.encoded(),
            cms,
            Encoded.of(thePopAlgId),
            Encoded.of(witnessAlgId),
            OctetValue.encoded(witness)));
  }
}
