package org.bequest.formats.crmf;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A control of a CRMF request, known or not.
 *
 * <pre>
 * AttributeTypeAndValue ::= SEQUENCE {
 *   type         OBJECT IDENTIFIER,
 *   value        ANY DEFINED BY type }                    -- RFC 4211 section 3
 * </pre>
 */
public record CrmfControl(ASN1ObjectIdentifier type, Encoded value) {
  private static final int MOST = 64;

  static List<CrmfControl> decodeList(Encoded list, String path) throws MalformedException {
    List<CrmfControl> controls = new ArrayList<>();
    for (Encoded element : PartReader.elements(list, MOST, path)) {
      PartReader fields = PartReader.of(element, path);
      ASN1ObjectIdentifier type = fields.next("type", ASN1ObjectIdentifier::getInstance);
      controls.add(new CrmfControl(type, fields.next("value")));
      fields.end();
    }
    if (controls.isEmpty()) {
      throw new MalformedException("an empty list at " + path);
    }
    return List.copyOf(controls);
  }

  Encoded encode() {
    return Encoded.sequence(Encoded.of(type), value);
  }
}
