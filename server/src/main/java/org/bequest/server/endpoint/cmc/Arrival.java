package org.bequest.server.endpoint.cmc;

import java.util.Optional;
import java.util.function.Function;
import org.bequest.ca.EnrollmentRequest.Link;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.auth.Caller;
import org.bequest.server.auth.Senders;
import org.bequest.server.label.Label;

/**
 * What came with a message.
 *
 * @param requestId names it to the client, the log and the audit
 * @param caller whom the connection knows, if it knows anybody
 * @param senders who the message itself may come from
 * @param linking whether a PKCS#10 request was made for this connection (RFC 7030 3.5)
 */
public record Arrival(
    String requestId,
    Label label,
    Optional<Caller> caller,
    Senders senders,
    Function<Csr, LinkCheck> linking) {
  /** What the channel binding of a request says. */
  public sealed interface LinkCheck {
    record Right(Link link) implements LinkCheck {}

    /**
     * @param detail one clause for the client
     */
    record Wrong(String detail) implements LinkCheck {}
  }
}
