package org.bequest.formats.cmc;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The value of the unsigned attribute id-aa-cmc-unsignedData: data that a signer could not sign,
 * such as what encrypts its own request.
 *
 * <pre>
 * CMCUnsignedData ::= SEQUENCE {
 *   bodyPartPath        BodyPartPath,
 *   identifier          OBJECT IDENTIFIER,
 *   content             ANY DEFINED BY identifier }       -- RFC 5272 section 3.2.4
 * </pre>
 */
public record CmcUnsignedData(
    BodyPartPath bodyPartPath, ASN1ObjectIdentifier identifier, Encoded content) {
  private static final String PATH = "/CMCUnsignedData";

  public static CmcUnsignedData decode(byte[] encoded) throws MalformedException {
    PartReader fields = PartReader.of(Encoded.ber(encoded, Parts.LIMITS), PATH);
    BodyPartPath path = BodyPartPath.decode(fields.next("bodyPartPath"), PATH + "/bodyPartPath");
    ASN1ObjectIdentifier identifier = fields.next("identifier", ASN1ObjectIdentifier::getInstance);
    Encoded content = fields.next("content");
    fields.end();
    return new CmcUnsignedData(path, identifier, content);
  }

  public Encoded encode() {
    return Encoded.sequence(bodyPartPath.encode(), Encoded.of(identifier), content);
  }
}
