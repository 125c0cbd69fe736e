package org.bequest.server.endpoint.cmc;

import java.time.Duration;
import java.util.Optional;

/**
 * What is answered to a message, and what the log says of it.
 *
 * @param status of HTTP
 * @param retryAfter when the client may come again, if it has to
 * @param body what CMC says; nothing where CMC says nothing
 * @param note for the log
 */
public record CmcAnswer(int status, Optional<Duration> retryAfter, Optional<Body> body, Note note) {
  /**
   * @param full a Full PKI Response, and not certificates alone
   * @param contentInfo in DER
   */
  public record Body(boolean full, byte[] contentInfo) {}

  /**
   * @param caller whom the message proved; empty for nobody
   * @param reason name of the Reason of a refusal, PENDING, or empty
   * @param detail why it was refused, else empty
   * @param serial of the first certificate that was issued, in lower-case hex; empty for none
   */
  public record Note(String caller, String reason, String detail, String serial) {}
}
