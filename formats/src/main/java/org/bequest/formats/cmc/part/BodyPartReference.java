package org.bequest.formats.cmc.part;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;

/**
 * Which part of a message is meant, here or in a message inside.
 *
 * <pre>
 * BodyPartReference ::= CHOICE {
 *   bodyPartID           BodyPartID,
 *   bodyPartPath         BodyPartPath }                   -- RFC 5272 section 3.2.2
 * </pre>
 */
public sealed interface BodyPartReference permits BodyPartId, BodyPartPath {
  static BodyPartReference decode(Encoded value, String path) throws MalformedException {
    return value.identifier() == Encoded.SEQUENCE
        ? BodyPartPath.decode(value, path)
        : BodyPartId.decode(value, path);
  }

  Encoded encode();

  /** {@code SEQUENCE SIZE (1..MAX) OF BodyPartReference}. */
  static List<BodyPartReference> decodeList(Encoded value, String path) throws MalformedException {
    List<BodyPartReference> references = new ArrayList<>();
    for (Encoded element : PartReader.elements(value, BodyPartId.MOST, path)) {
      references.add(decode(element, path));
    }
    if (references.isEmpty()) {
      throw new MalformedException("no body part at " + path);
    }
    return List.copyOf(references);
  }

  static Encoded encodeList(List<? extends BodyPartReference> references) {
    return Encoded.sequenceOf(references.stream().map(BodyPartReference::encode).toList());
  }
}
