package org.bequest.server.endpoint;

import java.util.List;
import java.util.function.Supplier;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.server.auth.Caller;
import org.bequest.server.label.Label;

/**
 * A request of a known caller.
 *
 * @param requestId names it to the client, the log and the audit
 * @param bindings of the connection that it came on, computed when they are asked for
 * @param wire what else of the exchange counts
 */
public record Call(
    String requestId,
    Label label,
    Caller caller,
    byte[] body,
    Supplier<List<ChannelBinding>> bindings,
    Wire wire) {
  /**
   * @param accept the field of that name; empty when there is none
   * @param cipher suite of the connection
   */
  public record Wire(String accept, String cipher) {}
}
