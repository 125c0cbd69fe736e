package org.bequest.admin.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A one-time password as lists show it.
 *
 * @param spentAt absent while it can be used
 */
public record OtpState(
    String id,
    String name,
    String label,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant spentAt) {}
