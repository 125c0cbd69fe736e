package org.bequest.admin.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of the store.
 *
 * @param serial lower-case hex
 * @param identity who asked for it
 * @param revokedAt absent while it is not revoked
 * @param reason name of the CRLReason (RFC 5280 5.3.1), absent while it is not revoked
 * @param pem absent in lists
 */
public record CertificateState(
    String serial,
    String subject,
    String identity,
    String label,
    String profile,
    Instant notBefore,
    Instant notAfter,
    Instant issuedAt,
    @Nullable Instant revokedAt,
    @Nullable String reason,
    @Nullable String pem) {}
