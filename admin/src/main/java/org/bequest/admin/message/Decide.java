package org.bequest.admin.message;

/**
 * Decides about a request.
 *
 * @param reason for the device's owner and the audit log; may be empty for an approval
 */
public record Decide(String reason) {}
