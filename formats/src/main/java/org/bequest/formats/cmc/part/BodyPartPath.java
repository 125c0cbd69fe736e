package org.bequest.formats.cmc.part;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * From the outermost message inwards: each number but the last names a part that holds a message.
 *
 * <pre>
 * BodyPartPath ::= SEQUENCE SIZE (1..MAX) OF BodyPartID     -- RFC 5272 section 3.2.2
 * </pre>
 */
public record BodyPartPath(List<BodyPartId> ids) implements BodyPartReference {
  public BodyPartPath {
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("an empty path");
    }
    ids = List.copyOf(ids);
  }

  public static BodyPartPath decode(Encoded value, String path) throws MalformedException {
    return new BodyPartPath(BodyPartId.decodeIds(value, path));
  }

  @Override
  public Encoded encode() {
    return BodyPartReference.encodeList(ids);
  }
}
