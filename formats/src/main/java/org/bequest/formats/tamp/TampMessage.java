package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Content;

/**
 * One of the eleven messages between those who manage trust anchors and the stores that hold them
 * (RFC 5934 section 4). All of them are DER.
 */
public sealed interface TampMessage permits TampRequest, TampAnswer {
  TampMessageType messageType();

  /** Which message this is, or which it answers. */
  Optional<TampMsgRef> reference();

  /** The message alone, without ContentInfo. */
  Encoded encode();

  /** The message as content of CMS, to be signed or not. */
  default Content content() {
    return new Content(messageType().identifier(), encode().octets());
  }

  /**
   * Reads strictly: DER, and version 2.
   *
   * @throws MalformedException also for content that is no such message
   */
  static TampMessage decode(Content content) throws MalformedException {
    TampReading reading = TampReading.of(content);
    String path = "/" + reading.message().messageType().structure();
    if (reading.version() != TampReading.VERSION) {
      throw new MalformedException("unknown version at " + path);
    }
    if (!reading.isDer()) {
      throw new MalformedException("not DER at " + path);
    }
    return reading.message();
  }
}
