package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.cms.Content;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampMessageType;
import org.junit.jupiter.params.provider.Arguments;

/** The eleven messages of TAMP. */
class TampMessageFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.vectors("rfc5934-hex-community-update", "rfc5934-hex-terse-apex-confirm"),
        Seeds.signed("rfc5934-tamp-update-signed"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    for (TampMessageType type : TampMessageType.values()) {
      Reading.ofDer(
          octets,
          encoded -> TampMessage.decode(new Content(type.identifier(), encoded)),
          message -> message.encode().octets());
    }
  }
}
