package org.bequest.admin.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that takes longer than one exchange.
 *
 * @param state waiting, approved, rejected, asking, issued, failed or expired
 * @param operation of EST: {@code simpleenroll}
 * @param label empty for the default label
 * @param identity who asks
 * @param expiresAt when it stops waiting; once it is over, when the device is not told of it any
 *     more
 * @param decision absent while there is none
 * @param outcome serial number of the certificate, or why there is none; absent while it is open
 * @param content absent in lists
 */
public record RequestLine(
    String ticket,
    String state,
    String operation,
    String label,
    String identity,
    String subject,
    Instant createdAt,
    Instant expiresAt,
    @Nullable RequestDecision decision,
    @Nullable String outcome,
    @Nullable RequestContent content) {}
