package org.bequest.formats.cmc;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;

/**
 * The requests of a message, and the octets that carry them: an identity proof is computed over
 * these, tag and length included (RFC 5272 section 6.2.1).
 *
 * @param encoded as transmitted
 */
public record RequestSequence(List<TaggedRequest> requests, Encoded encoded) {
  public RequestSequence {
    requests = List.copyOf(requests);
  }

  public static RequestSequence of(List<TaggedRequest> requests) {
    return new RequestSequence(
        requests, Encoded.sequenceOf(requests.stream().map(TaggedRequest::encoded).toList()));
  }

  static RequestSequence decode(Encoded value) throws MalformedException {
    List<TaggedRequest> requests = new ArrayList<>();
    for (Encoded element : PartReader.elements(value, BodyPartId.MOST, "/reqSequence")) {
      requests.add(TaggedRequest.decode(element));
    }
    return new RequestSequence(requests, value);
  }
}
