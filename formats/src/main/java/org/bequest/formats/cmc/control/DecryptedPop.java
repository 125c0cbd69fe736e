package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The answer to an {@link EncryptedPop}: only the key of the request could make it.
 *
 * <pre>
 * DecryptedPOP ::= SEQUENCE {
 *   bodyPartID      BodyPartID,
 *   thePOPAlgID     AlgorithmIdentifier,
 *   thePOP          OCTET STRING }                        -- RFC 5272 section 6.7
 * </pre>
 *
 * @param part the request, in this message
 */
public record DecryptedPop(BodyPartId part, AlgorithmIdentifier thePopAlgId, Octets thePop)
    implements Control {
  private static final String PATH = "/DecryptedPOP";

  static DecryptedPop decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    BodyPartId part = BodyPartId.ofElement(fields.next("bodyPartID"), PATH);
    AlgorithmIdentifier algorithm = fields.next("thePOPAlgID", AlgorithmIdentifier::getInstance);
    Octets pop = OctetValue.decode(fields.next("thePOP"), PATH + "/thePOP");
    fields.end();
    return new DecryptedPop(part, algorithm, pop);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.DECRYPTED_POP.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(
        Encoded.sequence(part.encode(), Encoded.of(thePopAlgId), OctetValue.encoded(thePop)));
  }
}
