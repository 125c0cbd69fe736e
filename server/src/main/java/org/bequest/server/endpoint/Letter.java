package org.bequest.server.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.server.auth.Caller;
import org.bequest.server.auth.Senders;
import org.bequest.server.label.Label;

/**
 * A message that may say by itself who sends it.
 *
 * @param requestId names it to the client, the log and the audit
 * @param caller whom the connection knows, if it knows anybody
 * @param senders who the message itself may come from
 * @param bindings of the connection that it came on, computed when they are asked for
 */
public record Letter(
    String requestId,
    Label label,
    Optional<Caller> caller,
    Senders senders,
    byte[] body,
    Supplier<List<ChannelBinding>> bindings) {}
