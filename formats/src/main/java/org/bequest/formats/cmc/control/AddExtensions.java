package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bequest.formats.pkix.RequestedExtensions;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * A registration authority asks for more extensions than the requests do.
 *
 * <pre>
 * AddExtensions ::= SEQUENCE {
 *   pkiDataReference    BodyPartID,
 *   certReferences      SEQUENCE OF BodyPartID,
 *   extensions          SEQUENCE OF Extension }             -- RFC 5272 section 6.5.2
 * </pre>
 *
 * @param pkiData the nested request that holds them, or zero for the message itself
 * @param requests at least one
 */
public record AddExtensions(BodyPartId pkiData, List<BodyPartId> requests, Extensions extensions)
    implements Control {
  private static final String PATH = "/AddExtensions";

  public AddExtensions {
    requests = List.copyOf(requests);
  }

  static AddExtensions decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    BodyPartId pkiData = BodyPartId.decode(fields.next("pkiDataReference"), PATH);
    List<BodyPartId> requests = BodyPartId.decodeIds(fields.next("certReferences"), PATH);
    Extensions extensions =
        RequestedExtensions.of(fields.next("extensions").value(), PATH + "/extensions")
            .orElseThrow(() -> new MalformedException("no extension at " + PATH));
    fields.end();
    return new AddExtensions(pkiData, requests, extensions);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.ADD_EXTENSIONS.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(
        Encoded.sequence(
            pkiData.encode(), BodyPartReference.encodeList(requests), Encoded.of(extensions)));
  }
}
