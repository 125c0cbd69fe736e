package org.bequest.admin.message;

/**
 * Why a request was not done (RFC 9457).
 *
 * @param title of the status
 * @param detail one clause
 * @param requestId under which the server's log knows more
 */
public record Problem(int status, String title, String detail, String requestId) {}
