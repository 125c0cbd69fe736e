package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.formats.cms.Content;
import org.junit.jupiter.params.provider.Arguments;

/** Messages with layers for keys of ours, of every kind: opened, refused, or not for us. */
class MessageOpenerFuzzTest {
  private static final MessageOpener OPENER = KnownMessages.opener();

  static Stream<Arguments> seeds() {
    return KnownMessages.seeds();
  }

  @Fuzzed
  void opensOrRefuses(byte[] octets) {
    Reading.of(octets, message -> OPENER.open(Content.decode(message)));
  }
}
