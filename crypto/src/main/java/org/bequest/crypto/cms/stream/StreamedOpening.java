package org.bequest.crypto.cms.stream;

import org.bequest.crypto.cms.Opening;

/** What came of an attempt to open a streamed layer. */
public sealed interface StreamedOpening {
  /** All of it was decrypted, inflated or digested once, and was right. */
  record Opened(StreamedContent content) implements StreamedOpening {}

  /** It is for others. */
  record NotForUs() implements StreamedOpening {}

  /**
   * It was not tried, for what anybody can see in the message.
   *
   * @param detail one clause fit for the peer
   */
  record Refused(String detail) implements StreamedOpening {}

  /** The key or the octets are wrong; see {@link Opening.Failed}. */
  record Failed() implements StreamedOpening {}

  /** Why something did not open. */
  static StreamedOpening of(Opening why) {
    return switch (why) {
      case Opening.NotForUs() -> new NotForUs();
      case Opening.Refused(var detail) -> new Refused(detail);
      case Opening.Failed() -> new Failed();
      case Opening.Opened _ -> throw new IllegalArgumentException("opened in memory");
    };
  }
}
