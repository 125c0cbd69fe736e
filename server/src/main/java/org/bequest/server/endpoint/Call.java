package org.bequest.server.endpoint;

import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.server.auth.Caller;
import org.bequest.server.label.Label;

/**
 * A request of a known caller.
 *
 * @param requestId names it to the client, the log and the audit
 * @param binding of the connection that it came on, computed when it is asked for
 */
public record Call(
    String requestId,
    Label label,
    Caller caller,
    byte[] body,
    Supplier<Optional<ChannelBinding>> binding) {}
