package org.bequest.admin.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that was sent to somebody, and what came back about it.
 *
 * @param id of the package, hexadecimal
 * @param state open, receipt or error
 * @param label empty for the default label
 * @param identity to whom it was sent
 * @param form how it was wrapped
 * @param serial of the certificate that came with it, hexadecimal
 * @param subject of that certificate
 * @param receiptAsked whether the package asks for a receipt
 * @param error code of an error; absent otherwise
 * @param returnedAt when something came back; absent while nothing has
 * @param returnedBy who has said so; absent while nobody has
 */
public record SentPackage(
    String id,
    String state,
    String label,
    String identity,
    String form,
    String serial,
    String subject,
    boolean receiptAsked,
    Instant sentAt,
    @Nullable String error,
    @Nullable Instant returnedAt,
    @Nullable String returnedBy) {}
