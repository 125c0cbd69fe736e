package org.bequest.admin.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shared secret as lists show it.
 *
 * @param reference in hexadecimal
 * @param expiresAt absent when it has no end
 * @param spentAt absent while it can be used
 */
public record SecretState(
    String id,
    String kind,
    String reference,
    String identity,
    String label,
    List<String> names,
    boolean singleUse,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant spentAt) {
  public SecretState {
    names = List.copyOf(names);
  }
}
