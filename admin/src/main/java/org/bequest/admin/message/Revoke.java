package org.bequest.admin.message;

/**
 * Asks for a revocation.
 *
 * @param reason name of the CRLReason (RFC 5280 5.3.1), such as {@code keyCompromise}
 */
public record Revoke(String reason) {}
