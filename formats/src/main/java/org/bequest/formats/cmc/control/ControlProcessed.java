package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A registration authority has seen to these controls; nobody else needs to know them.
 *
 * <pre>
 * ControlsProcessed ::= SEQUENCE {
 *   bodyList              SEQUENCE SIZE (1..MAX) OF BodyPartReference }
 *                                                         -- RFC 5272 section 6.19
 * </pre>
 */
public record ControlProcessed(List<BodyPartReference> bodyList) implements Control {
  private static final String PATH = "/ControlsProcessed";

  public ControlProcessed {
    bodyList = List.copyOf(bodyList);
  }

  static ControlProcessed decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    List<BodyPartReference> bodyList =
        BodyPartReference.decodeList(fields.next("bodyList"), PATH + "/bodyList");
    fields.end();
    return new ControlProcessed(bodyList);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.CONTROL_PROCESSED.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(Encoded.sequence(BodyPartReference.encodeList(bodyList)));
  }
}
