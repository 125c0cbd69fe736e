package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A registration authority has had possession of the keys of these requests proven to itself.
 *
 * <pre>
 * LraPopWitness ::= SEQUENCE {
 *   pkiDataBodyid   BodyPartID,
 *   bodyIds         SEQUENCE OF BodyPartID }                -- RFC 5272 section 6.8
 * </pre>
 *
 * @param pkiData the nested request that holds them, or zero for the message itself
 * @param requests at least one
 */
public record LraPopWitness(BodyPartId pkiData, List<BodyPartId> requests) implements Control {
  private static final String PATH = "/LraPopWitness";

  public LraPopWitness {
    requests = List.copyOf(requests);
  }

  static LraPopWitness decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    BodyPartId pkiData = BodyPartId.decode(fields.next("pkiDataBodyid"), PATH + "/pkiDataBodyid");
    List<BodyPartId> requests = BodyPartId.decodeIds(fields.next("bodyIds"), PATH + "/bodyIds");
    fields.end();
    return new LraPopWitness(pkiData, requests);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.LRA_POP_WITNESS.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(Encoded.sequence(pkiData.encode(), BodyPartReference.encodeList(requests)));
  }
}
